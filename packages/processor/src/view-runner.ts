import type { StoredEvent } from '@mailfold/event-store';
import { keyOf } from '@mailfold/event-store';
import type { Batch, Ripe } from '@mailfold/message-bus';
import { migrate } from '@mailfold/read-store';
import { applyOrPark } from './halving.ts';
import { HandledTypes } from './handled-types.ts';
import { PROCESSOR_MIGRATIONS } from './migrations.ts';
import { parkEvent } from './park.ts';
import { PassedPositions } from './passed-positions.ts';
import { dropParked, retryInOrder } from './parked-retry.ts';
import { readPlace } from './place.ts';
import type { ProcessorDeps, Retried, Runner } from './runner.ts';
import type { View } from './view.ts';
import { hashOfView, type ViewHash } from './view-hash.ts';
import { type Rebuilding, ViewRebuild, type Rebuilt } from './view-rebuild.ts';
import { applyParkedToView, applyToView, lastPositions, type ViewDesk } from './view-steps.ts';
import { createReadersIndexes, createTables, lockOutLive, schemasOf, viewRow } from './view-tables.ts';
import { Waiters, type WaitFor } from './waiters.ts';

// No view has it, so one that was never folded differs from its version.
const NEVER_FOLDED = -1;

/** Keeps a view's rows up to date with the log, and makes them anew. */
export class ViewRunner implements Runner {
  readonly name: string;
  readonly #desk: ViewDesk;
  readonly #waiters = new Waiters();
  readonly #passed: PassedPositions;
  #finished: (key: string) => number = () => 0;
  #beginAfter = 0;
  #rebuilding: Promise<Rebuilt> | undefined;

  constructor(view: View, deps: ProcessorDeps) {
    this.name = `projections.${view.name}`;
    this.#desk = { view, deps, name: this.name, types: new HandledTypes(view.handles) };
    this.#passed = new PassedPositions(this.#desk);
  }

  /** Creates the tables; folds the log into them if it is not empty, or if they are of another version. */
  async start(): Promise<void> {
    const { view, deps } = this.#desk;
    await migrate(deps.rows, PROCESSOR_MIGRATIONS);
    const version = await this.#createIfAbsent(await deps.events.head());
    if (version !== view.version) await this.#foldOnce();
  }

  get lingerMs(): number | undefined {
    return this.#desk.view.lingerMs;
  }

  get ripe(): Ripe | undefined {
    return this.#desk.view.ripe;
  }

  get beginAfter(): number {
    return this.#beginAfter;
  }

  concerns(event: Pick<StoredEvent, 'type'>): boolean {
    return this.#desk.types.concerns(event);
  }

  async handle(batch: Batch): Promise<void> {
    await applyOrPark(batch.events, {
      apply: (events) => this.#apply(events),
      park: (event, thrown) => parkEvent(this.#desk.deps, this.name, keyOf(event), event, thrown),
    });
    this.#waiters.reached(lastPositions(batch.events));
  }

  follow(finished: (key: string) => number): void {
    this.#finished = finished;
  }

  /** Resolves when the view has applied the key up to the position (true), or when the time is over (false). */
  waitFor(wanted: WaitFor): Promise<boolean> {
    return this.#waiters.wait(wanted, async () => {
      const finished = this.#finished(wanted.key);
      if (finished >= wanted.position) return finished;
      return (await readPlace(this.#desk.deps.rows, this.name, wanted.key)).position;
    });
  }

  /**
   * Folds the log into new tables and switches to them; works while events arrive. A second call joins the first, and its
   * `told` is not called.
   */
  rebuild(told: (progress: Rebuilding) => void = () => undefined): Promise<Rebuilt> {
    this.#rebuilding ??= new ViewRebuild(this.#desk, told).run().finally(() => {
      this.#rebuilding = undefined;
    });
    return this.#rebuilding;
  }

  hash(): Promise<ViewHash> {
    return hashOfView(this.#desk.deps.rows, this.#desk.view);
  }

  retryParked(key: string): Promise<Retried> {
    return retryInOrder(this.#desk.deps, this.name, key, (events) => applyParkedToView(this.#desk, key, events));
  }

  async discardParked(key: string, position: number): Promise<Retried> {
    await dropParked(this.#desk.deps, this.name, key, position);
    return this.retryParked(key);
  }

  async #apply(events: readonly StoredEvent[]): Promise<void> {
    if (events.some((event) => this.#desk.types.concerns(event))) await applyToView(this.#desk, events);
    else if (events.length > 0) this.#passed.note(lastPositions(events));
  }

  /** Of several processes that start at once, one folds; the others find it done. */
  async #foldOnce(): Promise<void> {
    const { view, deps } = this.#desk;
    await deps.rows.transaction(async (sql) => {
      await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`mailfold first fold ${view.name}`]);
      if ((await viewRow(sql, view))?.version === view.version) return;
      this.#beginAfter = (await this.rebuild()).position;
    });
  }

  async #createIfAbsent(head: number): Promise<number> {
    const { view, deps } = this.#desk;
    return deps.rows.transaction(async (sql) => {
      await lockOutLive(sql, view);
      const row = await viewRow(sql, view);
      if (row !== undefined) return row.version;
      await createTables(sql, view, schemasOf(view).live);
      await createReadersIndexes(sql, view);
      const version = head === 0 ? view.version : NEVER_FOLDED;
      await sql.query('insert into processor.view (name, version) values ($1, $2)', [view.name, version]);
      return version;
    });
  }
}
