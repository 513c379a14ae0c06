import { keyOf, type StoredEvent } from '@mailfold/event-store';
import { MailfoldError, uuid7 } from '@mailfold/kernel';
import type { Sql } from '@mailfold/read-store';
import { remedyOf } from './errors.ts';
import { applyOrPark } from './halving.ts';
import { BEHIND, discardedOf, reasonOf, type ParkReason } from './parked-rows.ts';
import type { ViewDesk } from './view-steps.ts';
import { switchTables, type ParkedInRebuild } from './view-switch.ts';
import { createReadersIndexes, createTables, lockOutLive, pathOf, schemasOf } from './view-tables.ts';

export interface Rebuilt {
  /** Folded. */
  readonly events: number;
  readonly seconds: number;
  /** Everything up to here is in the new tables. */
  readonly position: number;
}

/** How far a rebuild has come; `joining`: live events are held back until the new tables have taken over. */
export interface Rebuilding {
  readonly state: 'folding' | 'joining';
  /** Folded so far. */
  readonly events: number;
}

// Three pages are in memory at once: the one that is folded, the next, and what PostgreSQL was sent of the last.
const PAGE = 5_000;

interface Page {
  /** Of the view's types. */
  readonly events: readonly StoredEvent[];
  readonly isEnd: boolean;
  /** No further event of the view's types lies up to here. */
  readonly upTo: number;
}

/**
 * One rebuild of one view: the log is folded into new tables while the old ones stay live; then the live subscription is
 * locked out, the rest folded, and the tables switched, in one transaction.
 */
export class ViewRebuild {
  readonly #desk: ViewDesk;
  readonly #told: (progress: Rebuilding) => void;
  readonly #token = uuid7();
  /** How far each key is folded. */
  readonly #keys = new Map<string, number>();
  readonly #parked = new Map<string, ParkedInRebuild>();
  #discarded: ReadonlySet<number> = new Set();
  #after = 0;
  #events = 0;

  /** @param told called after each page */
  constructor(desk: ViewDesk, told: (progress: Rebuilding) => void) {
    this.#desk = desk;
    this.#told = told;
  }

  async run(): Promise<Rebuilt> {
    const began = performance.now();
    await this.#begin();
    await this.#foldPages();
    await this.#makeReadersIndexes();
    let position = await this.#switch();
    while (position === undefined) {
      await this.#foldPages();
      position = await this.#switch();
    }
    await this.#dropOld();
    return { events: this.#events, seconds: (performance.now() - began) / 1_000, position };
  }

  async #begin(): Promise<void> {
    const { view, name, deps } = this.#desk;
    this.#discarded = await discardedOf(deps.rows, name);
    await deps.rows.transaction(async (sql) => {
      await sql.query('update processor.view set rebuild = $2 where name = $1', [view.name, this.#token]);
      await sql.script(`drop schema if exists "${schemasOf(view).old}" cascade`);
      await createTables(sql, view, schemasOf(view).next);
    });
  }

  async #foldPages(): Promise<void> {
    let next = this.#page(this.#after);
    for (let page = await next; !page.isEnd; page = await next) {
      this.#after = page.upTo;
      next = this.#page(this.#after);
      // A page that cannot be read is told of when it is awaited, not while another one is folded.
      next.catch(() => undefined);
      await applyOrPark(page.events, {
        apply: (events) => this.#desk.deps.rows.transaction((sql) => this.#fold(sql, events)),
        park: async (event, thrown) => this.#park(event, reasonOf(thrown)),
      });
      this.#told({ state: 'folding', events: this.#events });
    }
  }

  /** Before the live view is locked out, so that it waits only for what came meanwhile. */
  async #makeReadersIndexes(): Promise<void> {
    await this.#desk.deps.rows.transaction(async (sql) => {
      await this.#enterNext(sql);
      await createReadersIndexes(sql, this.#desk.view);
    });
  }

  /** @returns undefined when the rest has an event that cannot be applied: it is to be parked first */
  async #switch(): Promise<number | undefined> {
    const { view, deps } = this.#desk;
    const { events, after } = { events: this.#events, after: this.#after };
    try {
      return await deps.rows.transaction(async (sql) => {
        await lockOutLive(sql, view);
        this.#told({ state: 'joining', events: this.#events });
        const head = await deps.events.head();
        for (let rest = await this.#page(this.#after); !rest.isEnd; rest = await this.#page(this.#after)) {
          await this.#fold(sql, rest.events);
          this.#after = rest.upTo;
        }
        const position = Math.max(head, this.#after);
        await switchTables(sql, this.#desk, {
          position,
          keys: [...this.#keys.keys(), ...this.#parked.keys()],
          parked: this.#parked,
          token: this.#token,
        });
        return position;
      });
    } catch (thrown) {
      this.#events = events;
      this.#after = after;
      if (remedyOf(thrown) === 'park' && !isOvertaken(thrown) && !(await this.#page(after)).isEnd) return undefined;
      throw thrown;
    }
  }

  async #fold(sql: Sql, events: readonly StoredEvent[]): Promise<void> {
    const { view, types } = this.#desk;
    await this.#enterNext(sql);
    const due = this.#discarded.size === 0 ? events : events.filter((event) => !this.#discarded.has(event.position));
    const free = this.#parked.size === 0 ? due : due.filter((event) => !this.#parked.has(keyOf(event)));
    for (const event of free) types.assertKnown(event);
    if (free.length > 0) await view.apply(sql, free);
    if (free !== due) for (const event of due) if (this.#parked.has(keyOf(event))) this.#park(event, BEHIND);
    for (const event of events) this.#keys.set(keyOf(event), event.position);
    this.#events += free.length;
  }

  #park(event: StoredEvent, why: ParkReason): void {
    const key = keyOf(event);
    const parked = this.#parked.get(key) ?? { heldAfter: this.#keys.get(key) ?? 0, events: new Map() };
    parked.events.set(event.position, { event, why });
    this.#parked.set(key, parked);
  }

  async #enterNext(sql: Sql): Promise<void> {
    const { view } = this.#desk;
    const mine = await sql.query(
      "select set_config('search_path', $3, true) from processor.view where name = $1 and rebuild = $2 for share",
      [view.name, this.#token, pathOf(schemasOf(view).next)],
    );
    if (mine.length === 0) throw overtaken(view.name);
  }

  async #dropOld(): Promise<void> {
    // Readers that were in the middle of the old tables finish first.
    await this.#desk.deps.rows.transaction((sql) =>
      sql.script(`drop schema if exists "${schemasOf(this.#desk.view).old}" cascade`),
    );
  }

  /** A page that is not full says that there was no more when its reading began: what has few events is not looked for again and again. */
  async #page(after: number): Promise<Page> {
    const { types, deps } = this.#desk;
    const head = await deps.events.head();
    const read = await deps.events.readAll({ after, filter: { types: contextsOf(types.types) }, max: PAGE });
    const last = read.at(-1)?.position ?? after;
    return {
      events: read.filter((event) => types.concerns(event)),
      isEnd: read.length === 0,
      upTo: read.length < PAGE ? Math.max(head, last) : last,
    };
  }
}

/** A view folds most of what happens in its contexts; to look for a few words in each event is cheaper than for every type. */
const contextsOf = (types: readonly string[]): readonly string[] => [
  ...new Set(types.map((type) => type.slice(0, type.indexOf('.') + 1))),
];

const isOvertaken = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'processor/rebuild-overtaken';

const overtaken = (view: string): MailfoldError =>
  new MailfoldError({
    code: 'processor/rebuild-overtaken',
    message: `rebuilding the view ${view}: another rebuild was started later and goes on; this one stops`,
    details: { view },
  });
