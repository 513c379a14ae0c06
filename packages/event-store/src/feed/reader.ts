import type { EventFilter } from '../event-store.ts';
import type { StoredEvent } from '../events.ts';
import { matcher, matchesAll } from '../filter.ts';
import type { FeedSource } from './feed-source.ts';
import { PageSize } from './page-size.ts';
import type { Tail } from './tail.ts';

const MOST_LIVE = 1_000;

export interface Step {
  readonly events: readonly StoredEvent[];
  /** Everything up to here was read. */
  readonly position: number;
}

interface Page {
  readonly events: readonly StoredEvent[];
  /** How far the tail had come before the page was read: the page's own end says nothing of later commits. */
  readonly known: number;
  readonly full: boolean;
}

/**
 * One subscriber's way of reading: from the window of recent events where it keeps up, else in pages of its own, the
 * next of which is read while one is handled.
 */
export class Reader {
  readonly #tail: Tail;
  readonly #source: FeedSource;
  readonly #filter: EventFilter | undefined;
  readonly #matches: (event: StoredEvent) => boolean;
  readonly #pageSize = new PageSize();
  #ahead: { readonly after: number; readonly page: Promise<Page> } | undefined;

  constructor(tail: Tail, source: FeedSource, filter: EventFilter | undefined) {
    this.#tail = tail;
    this.#source = source;
    this.#filter = matchesAll(filter) ? undefined : filter;
    this.#matches = matcher(filter);
  }

  after(position: number): Step | Promise<Step> {
    return position >= this.#tail.recent.from ? this.#live(position) : this.#page(position);
  }

  #live(position: number): Step {
    const events = this.#tail.recent.after(position, MOST_LIVE);
    const last = events.at(-1)?.position ?? position;
    return { events: this.#filter === undefined ? events : events.filter(this.#matches), position: last };
  }

  async #page(after: number): Promise<Step> {
    const page = await (this.#ahead?.after === after ? this.#ahead.page : this.#ask(after));
    const last = page.events.at(-1)?.position ?? after;
    if (!page.full) return { events: page.events, position: Math.max(last, page.known) };
    const next = this.#ask(last);
    // Whoever asks for it is told.
    next.catch(() => undefined);
    this.#ahead = { after: last, page: next };
    return { events: page.events, position: last };
  }

  async #ask(after: number): Promise<Page> {
    this.#ahead = undefined;
    const known = this.#tail.recent.to;
    const max = this.#pageSize.events;
    const page = await this.#source.page({ after, filter: this.#filter, max });
    this.#pageSize.learn(page);
    return { events: page.map((sized) => sized.event), known, full: page.length >= max };
  }
}
