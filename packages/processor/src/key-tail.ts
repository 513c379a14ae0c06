import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { stale } from './errors.ts';
import { streamOf } from './event-of-fact.ts';
import type { Desk } from './desk.ts';
import { inFoldingOrder, inputsOf } from './key-log.ts';
import { discardedOf } from './parked-rows.ts';
import { decidedUpTo, lockPlace, readPlace, START, writePlace, type Place } from './place.ts';

const PAGE = 1_000;
const MOST_KEYS = 10_000;

/** Which keys' states are known to be at the end of their streams, and how one gets there. */
export class KeyTail<State, Body, Outcome> {
  readonly #desk: Desk<State, Body, Outcome>;
  readonly #revisions = new Map<string, number>();

  constructor(desk: Desk<State, Body, Outcome>) {
    this.#desk = desk;
  }

  /**
   * Folds what the own stream holds beyond the state.
   * @returns `lost`: the stream had events and there was no row at all, so that inputs after `decided` may have been missed
   */
  async catchUp(key: string): Promise<{ readonly lost: boolean; readonly decided: number }> {
    if (this.#revisions.has(key)) return { lost: false, decided: 0 };
    const { decider, deps } = this.#desk;
    let lost = false;
    for (;;) {
      const place = await readPlace(deps.rows, decider.name, key);
      const tail = await this.#tailAfter(key, place.revision);
      if (tail.length === 0) {
        this.moved(key, place.revision);
        return { lost, decided: decidedUpTo(place) };
      }
      lost ||= place.revision === START.revision && place.position === START.position;
      // Read before the transaction: one that waited for a second connection could wait for ever.
      const inputs = await this.#inputs(key, decidedUpTo(place), tail);
      await this.#foldTail(key, place, tail, inputs);
    }
  }

  /** @throws MailfoldError `processor/stale` when somebody else moved the state since it was seen at the end of its stream */
  assertCurrent(key: string, place: Place): void {
    if (this.#revisions.get(key) !== place.revision) throw stale(this.#desk.decider.name, key);
  }

  moved(key: string, revision: number): void {
    if (this.#revisions.size >= MOST_KEYS) this.#revisions.clear();
    this.#revisions.set(key, revision);
  }

  forget(key: string): void {
    this.#revisions.delete(key);
  }

  /** Clears the key's rows and folds its whole log, in one transaction. */
  async refold(key: string): Promise<void> {
    const { decider, deps } = this.#desk;
    this.forget(key);
    await deps.rows.transaction(async (sql) => {
      let place = await lockPlace(sql, decider.name, key, 0);
      const upTo = decidedUpTo(place);
      await decider.clear?.(sql, key);
      place = { ...place, revision: START.revision };
      let after = 0;
      for (;;) {
        const tail = await this.#tailAfter(key, place.revision);
        if (tail.length === 0) break;
        place = await this.#foldWithin(sql, key, place, tail, await this.#inputs(key, after, tail));
        after = inputPositionOf(tail);
      }
      const inputs = await this.#inputsBetween(key, after, upTo);
      if (inputs.length > 0) await this.#fold(sql, key, [], inputs);
      await writePlace(sql, decider.name, key, place);
    });
  }

  /** Inputs of the key after a position, from the store. */
  async *inputsAfter(key: string, after: number): AsyncGenerator<StoredEvent[]> {
    const { types, deps } = this.#desk;
    yield* inputsOf(deps.events, types, { key, after, upTo: await deps.events.head() });
  }

  #tailAfter(key: string, revision: number): Promise<StoredEvent[]> {
    const { decider, deps } = this.#desk;
    return deps.events.readStream(streamOf(decider.context, key), { from: revision + 1, max: PAGE });
  }

  async #foldTail(
    key: string,
    seen: Place,
    tail: readonly StoredEvent[],
    inputs: readonly StoredEvent[],
  ): Promise<void> {
    const { decider, deps } = this.#desk;
    await deps.rows.transaction(async (sql) => {
      const place = await lockPlace(sql, decider.name, key, 0);
      // Somebody else folded meanwhile: look again.
      if (place.revision !== seen.revision || decidedUpTo(place) !== decidedUpTo(seen)) return;
      await writePlace(sql, decider.name, key, await this.#foldWithin(sql, key, place, tail, inputs));
    });
  }

  async #foldWithin(
    sql: Sql,
    key: string,
    place: Place,
    tail: readonly StoredEvent[],
    inputs: readonly StoredEvent[],
  ): Promise<Place> {
    await this.#fold(sql, key, tail, inputs);
    const upTo = inputPositionOf(tail);
    const revision = tail.at(-1)?.revision ?? place.revision;
    return place.heldAfter === null
      ? { ...place, revision, position: Math.max(place.position, upTo) }
      : { ...place, revision, heldAfter: Math.max(place.heldAfter, upTo) };
  }

  async #fold(sql: Sql, key: string, own: readonly StoredEvent[], inputs: readonly StoredEvent[]): Promise<void> {
    const { decider } = this.#desk;
    const log = [...inFoldingOrder(own, inputs)];
    const state = await decider.load(sql, key, { events: log.map((entry) => entry.event), commands: [] });
    for (const { kind, event } of log) {
      if (kind === 'own') decider.evolve(state, event);
      else decider.observe?.(state, event);
    }
    await decider.save(sql, key, state);
  }

  #inputs(key: string, after: number, tail: readonly StoredEvent[]): Promise<StoredEvent[]> {
    return this.#inputsBetween(key, after, inputPositionOf(tail), tail[0]?.meta.tenantId);
  }

  async #inputsBetween(key: string, after: number, upTo: number, tenantId?: string): Promise<StoredEvent[]> {
    const { decider, types, deps } = this.#desk;
    if (decider.observe === undefined || upTo <= after) return [];
    const discarded = await discardedOf(deps.rows, decider.name);
    const range = { key, after, upTo, ...(tenantId === undefined ? {} : { tenantId }) };
    const inputs: StoredEvent[] = [];
    for await (const page of inputsOf(deps.events, types, range)) {
      inputs.push(...page.filter((event) => !discarded.has(event.position)));
    }
    return inputs;
  }
}

const inputPositionOf = (tail: readonly StoredEvent[]): number => tail.at(-1)?.meta.inputPosition ?? 0;
