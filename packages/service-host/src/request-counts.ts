import type { Sample } from '@mailfold/telemetry';

/** How many requests each route answered, by status. */
export class RequestCounts {
  readonly #counts = new Map<string, { readonly labels: Readonly<Record<string, string>>; count: number }>();

  /** @param route as declared, so that no id of a path becomes a label */
  add(method: string, route: string, status: number): void {
    const key = `${method} ${route} ${status}`;
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { labels: { method, route, status: String(status) }, count: 1 });
    else known.count += 1;
  }

  samples(): readonly Sample[] {
    return [...this.#counts.values()].map(({ labels, count }) => ({
      name: 'mailfold_http_requests_total',
      help: 'Answered requests.',
      type: 'counter',
      value: count,
      labels,
    }));
  }
}
