import { freshDatabase } from '@mailfold/dev-env';
import type { NewEvent, StoredEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { chunk, fixedClock } from '@mailfold/kernel';
import { type View, ViewRunner } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';

/** When it is, for whoever asks. */
export const NOW = '2026-11-02T10:00:00.000Z';

/** Views over a real log, in a database of their own. */
export class Views implements AsyncDisposable {
  readonly rows: ReadStore;
  readonly events: PostgresEventStore;
  readonly runners: readonly ViewRunner[];
  readonly #stack: AsyncDisposableStack;
  #after = 0;

  private constructor(
    stack: AsyncDisposableStack,
    parts: { readonly rows: ReadStore; readonly events: PostgresEventStore },
    views: readonly View[],
  ) {
    this.#stack = stack;
    this.rows = parts.rows;
    this.events = parts.events;
    this.runners = views.map((view) => new ViewRunner(view, { ...parts, clock: fixedClock(NOW) }));
  }

  static async open(...views: readonly View[]): Promise<Views> {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
    const open = new Views(stack.move(), { rows, events }, views);
    for (const runner of open.runners) await runner.start();
    return open;
  }

  /** Appends to the log and folds it, at most so many events at once. */
  async tell(told: readonly StoredEvent[], atOnce = 500): Promise<void> {
    for (const event of told) {
      await this.events.append({ stream: event.stream, expected: 'any', events: [bare(event)] });
    }
    await this.fold(atOnce);
  }

  /** Appends many events of one stream in one go. */
  async tellMany(told: readonly StoredEvent[], atOnce = 500): Promise<void> {
    for (const some of chunk(told, 1_000)) {
      await this.events.append({ stream: some[0]?.stream ?? '', expected: 'any', events: some.map(bare) });
    }
    await this.fold(atOnce);
  }

  async fold(atOnce: number): Promise<void> {
    for (let page = await this.#page(atOnce); page.length > 0; page = await this.#page(atOnce)) {
      this.#after = page.at(-1)?.position ?? this.#after;
      for (const runner of this.runners) await runner.handle({ events: page, position: this.#after });
    }
  }

  /** The views' tables as they are, and as a rebuild makes them. */
  async hashes(): Promise<{ readonly live: unknown; readonly rebuilt: unknown }> {
    const live = await Promise.all(this.runners.map((runner) => runner.hash()));
    for (const runner of this.runners) await runner.rebuild();
    const rebuilt = await Promise.all(this.runners.map((runner) => runner.hash()));
    return { live, rebuilt };
  }

  /** Fails when a view parked anything. */
  async expectNothingParked(): Promise<void> {
    expect(await this.rows.query('select * from processor.parked')).toEqual([]);
  }

  #page(max: number): Promise<StoredEvent[]> {
    return this.events.readAll({ after: this.#after, max });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

const bare = ({ id, type, data, meta }: StoredEvent): NewEvent => ({ id, type, data, meta });
