import type { EventStore } from '@mailfold/event-store';

interface Counted {
  /** Everything up to here is counted. */
  readonly after: number;
  readonly types: ReadonlyMap<string, number>;
}

const NOTHING: Counted = { after: 0, types: new Map() };
const PAGE = 5_000;

/** How many events a tenant has of each type. The log is read once; each later question reads only what came since. */
export class EventCounter {
  readonly #events: EventStore;
  readonly #counted = new Map<string, Promise<Counted>>();

  constructor(events: EventStore) {
    this.#events = events;
  }

  async count(tenantId: string): Promise<Counted['types']> {
    const before = this.#counted.get(tenantId) ?? Promise.resolve(NOTHING);
    const now = before.then((counted) => this.#goOn(tenantId, counted));
    // A question that failed leaves what was counted before it.
    this.#counted.set(
      tenantId,
      now.catch(() => before),
    );
    return (await now).types;
  }

  async #goOn(tenantId: string, counted: Counted): Promise<Counted> {
    const head = await this.#events.head();
    const types = new Map(counted.types);
    let { after } = counted;
    for (;;) {
      const page = await this.#events.readAll({ after, filter: { tenantId }, max: PAGE });
      for (const { type } of page) types.set(type, (types.get(type) ?? 0) + 1);
      after = page.at(-1)?.position ?? after;
      if (page.length < PAGE) return { after: Math.max(after, head), types };
    }
  }
}
