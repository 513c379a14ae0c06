import type { EventStore } from '@mailfold/event-store';
import { isMailfoldError, MailfoldError } from '@mailfold/kernel';
import type { ReadStore, Sql } from '@mailfold/read-store';
import type { ProcessorDeps } from '../src/runner.ts';

/** A process that dies at one of its await points: nothing that it does afterwards gets through. */
export class Life {
  #points = 0;
  #lastPoint: number;

  constructor(lastPoint = Number.POSITIVE_INFINITY) {
    this.#lastPoint = lastPoint;
  }

  /** How many await points were passed. */
  get points(): number {
    return this.#points;
  }

  get over(): boolean {
    return this.#points >= this.#lastPoint;
  }

  /** It has so many await points left. */
  dieAfter(points: number): void {
    this.#lastPoint = this.#points + points;
  }

  pass(): void {
    if (!this.over) this.#points += 1;
    if (this.over) throw new MailfoldError({ code: 'test/killed', message: 'killed', retry: 'backoff' });
  }

  async around<Result>(work: () => Promise<Result>): Promise<Result> {
    this.pass();
    const result = await work();
    this.pass();
    return result;
  }
}

export const isKilled = (thrown: unknown): boolean => isMailfoldError(thrown, 'test/killed');

const mortalSql = (sql: Sql, life: Life): Sql => ({
  query: (text, values) => life.around(() => sql.query(text, values)),
  script: (text) => life.around(() => sql.script(text)),
  afterCommit: (callback) => sql.afterCommit(callback),
});

const mortalRows = (rows: ReadStore, life: Life): ReadStore => ({
  query: (text, values) => life.around(() => rows.query(text, values)),
  transaction: (work, options) =>
    life.around(() =>
      rows.transaction(async (sql) => {
        const result = await work(mortalSql(sql, life));
        // Everything is written and nothing committed yet.
        life.pass();
        return result;
      }, options),
    ),
  listen: (channel, onNotify) => rows.listen(channel, onNotify),
  [Symbol.asyncDispose]: () => rows[Symbol.asyncDispose](),
});

type Around = <Result>(work: () => Promise<Result>) => Promise<Result>;

const plainly: Around = (work) => work();

const eventsWithin = (events: EventStore, append: Around, read: Around): EventStore => ({
  capabilities: events.capabilities,
  append: (one) => append(() => events.append(one)),
  appendMany: (many) => append(() => events.appendMany(many)),
  ...(events.appendWithin === undefined
    ? {}
    : { appendWithin: (sql, many) => append(async () => events.appendWithin?.(sql, many) ?? []) }),
  readStream: (stream, options) => read(() => events.readStream(stream, options)),
  readAll: (options) => read(() => events.readAll(options)),
  head: () => read(() => events.head()),
  subscribeAll: (options) => events.subscribeAll(options),
  [Symbol.asyncDispose]: () => events[Symbol.asyncDispose](),
});

/** The same outside world, seen by a process that may die. */
export const mortal = (deps: ProcessorDeps, life: Life): ProcessorDeps => ({
  ...deps,
  events: eventsWithin(
    deps.events,
    (work) => life.around(work),
    (work) => life.around(work),
  ),
  rows: mortalRows(deps.rows, life),
});

/** The store as an object whose parts can be replaced one by one. */
export const plainEvents = (events: EventStore): EventStore => eventsWithin(events, plainly, plainly);

/** The same outside world, but streams are read event by event. */
export const readingOneByOne = (deps: ProcessorDeps): ProcessorDeps => ({
  ...deps,
  events: {
    ...plainEvents(deps.events),
    readStream: (stream, options) => deps.events.readStream(stream, { ...options, max: 1 }),
  },
});

/** The same outside world, but every append is overtaken by somebody else's. */
export const alwaysOvertaken = (deps: ProcessorDeps): ProcessorDeps => ({
  ...deps,
  events: eventsWithin(
    deps.events,
    () => Promise.reject(new MailfoldError({ code: 'event-store/conflict', message: 'always overtaken' })),
    plainly,
  ),
});
