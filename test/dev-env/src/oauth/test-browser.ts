/** Where a browser has come to. */
export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

const MOST_HOPS = 10;

/** What a person's browser does of signing in: goes where it is sent, and keeps the cookies of each host. */
export class TestBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** @param endsAt an address at which nobody listens: the visit ends when it is sent there */
  async visit(address: string | URL, endsAt?: string): Promise<Visit> {
    let url = new URL(address);
    for (let hops = 0; hops < MOST_HOPS; hops += 1) {
      if (endsAt !== undefined && url.href.startsWith(endsAt)) return { url, status: 0, text: '' };
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie: this.#sent(url) } });
      this.#keep(url, answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      if (location === null) return { url, status: answer.status, text: await answer.text() };
      await answer.body?.cancel();
      url = new URL(location, url);
    }
    throw new Error(`the browser is sent from one address to the next, at last to ${url.origin}${url.pathname}`);
  }

  /** One request, as far as the answer: where it is sent, and what it is to keep. */
  async step(address: string | URL): Promise<{ readonly location: URL; readonly cookies: readonly string[] }> {
    const url = new URL(address);
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie: this.#sent(url) } });
    const cookies = answer.headers.getSetCookie();
    this.#keep(url, cookies);
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`not sent on: ${answer.status} ${await answer.text()}`);
    return { location: new URL(location, url), cookies };
  }

  #sent({ host }: URL): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep({ host }: URL, set: readonly string[]): void {
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    for (const cookie of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
  }
}
