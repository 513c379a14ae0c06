import type { FeedSource } from './feed-source.ts';
import { PageSize } from './page-size.ts';
import { RecentEvents, type SizedEvent, type WindowLimits } from './recent-events.ts';
import { isPassing, restBefore } from './waiting.ts';

/** Follows the end of the store once for everybody who subscribes in this process, while anybody does. */
export class Tail {
  readonly #source: FeedSource;
  readonly #stop = new AbortController();
  readonly #waiting = new Set<() => void>();
  readonly #pageSize = new PageSize();
  readonly recent: RecentEvents;
  #watch: AsyncDisposable | undefined;
  #reading = false;
  #again = false;

  private constructor(source: FeedSource, recent: RecentEvents) {
    this.#source = source;
    this.recent = recent;
  }

  static async start(source: FeedSource, limits: WindowLimits): Promise<Tail> {
    const tail = new Tail(source, new RecentEvents(await source.head(), limits));
    // A writer in this process hands its events over within this turn of the event loop: then there is nothing to read.
    tail.#watch = await source.watch((position) => setImmediate(() => tail.wake(position)));
    // What was committed between the two is not told.
    tail.wake();
    return tail;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#moved();
    await this.#watch?.[Symbol.asyncDispose]();
  }

  /** Something may have been committed, up to this position where it is known. */
  wake(position = Number.POSITIVE_INFINITY): void {
    if (position <= this.recent.to) return;
    this.#again = true;
    if (this.#reading) return;
    void this.#read();
  }

  /** Takes events from their writer without reading them back, if they follow what is here; else reads. */
  take(previous: number, events: () => readonly SizedEvent[]): void {
    if (previous > this.recent.to) return this.wake();
    if (previous < this.recent.to) return;
    try {
      this.recent.push(events());
    } catch {
      return this.wake();
    }
    this.#moved();
  }

  /** Resolves when there is more than up to this position, or when the signal aborts. */
  async beyond(position: number, signal: AbortSignal): Promise<void> {
    if (this.recent.to > position || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.#waiting.add(go);
      signal.addEventListener('abort', go);
    });
  }

  #moved(): void {
    for (const go of this.#waiting) go();
  }

  async #read(): Promise<void> {
    this.#reading = true;
    for (let attempt = 1; this.#again && !this.#stop.signal.aborted;) {
      this.#again = false;
      const read = await this.#page();
      attempt = read ? 1 : attempt + 1;
      if (read) continue;
      this.#again = true;
      await restBefore(attempt, this.#stop.signal);
    }
    this.#reading = false;
  }

  /** False when the store was away: a feed does not end then, it waits and resumes. */
  async #page(): Promise<boolean> {
    try {
      const max = this.#pageSize.events;
      const page = await this.#source.page({ after: this.recent.to, max });
      this.#pageSize.learn(page);
      this.recent.push(page);
      if (page.length > 0) this.#moved();
      if (page.length >= max) this.#again = true;
      return true;
    } catch (thrown) {
      return isPassing(thrown) ? false : this.#giveUpPage();
    }
  }

  // What cannot be decoded is for its readers to fail on, each at its own place: they find it by reading pages.
  async #giveUpPage(): Promise<boolean> {
    const head = await this.#source.head().catch(() => undefined);
    if (head === undefined) return false;
    this.recent.restart(Math.max(head, this.recent.to));
    this.#moved();
    return true;
  }
}
