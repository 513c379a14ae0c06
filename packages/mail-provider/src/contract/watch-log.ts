import type { MailSession, WatchEvent } from '../mail-provider.ts';

/** A running watch and what it told. */
export class WatchLog {
  readonly events: WatchEvent[] = [];
  readonly #ended: Promise<void>;
  readonly #abort = new AbortController();
  #onEvent: () => void = () => undefined;

  constructor(session: MailSession, path: string) {
    this.#ended = session.watch(
      path,
      (event) => {
        this.events.push(event);
        this.#onEvent();
      },
      this.#abort.signal,
    );
    this.#ended.catch(() => undefined); // whoever awaits the end hears of it
  }

  /** The first event of this kind after the first `after` events, now or later. */
  async told(kind: WatchEvent['kind'], after = 0): Promise<WatchEvent> {
    for (;;) {
      const found = this.events.slice(after).find((event) => event.kind === kind);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#onEvent = resolve;
      });
    }
  }

  get ended(): Promise<void> {
    return this.#ended;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#ended;
  }
}
