import type { StoredEvent } from '@mailfold/event-store';
import type { Batch } from '@mailfold/message-bus';
import { migrate } from '@mailfold/read-store';
import { byKey } from './event-of-fact.ts';
import { applyOrPark } from './halving.ts';
import { HandledTypes } from './handled-types.ts';
import { eachOf, KeyedQueue } from './keyed-queue.ts';
import { PROCESSOR_MIGRATIONS } from './migrations.ts';
import { parkBehind, parkEvent } from './park.ts';
import { dropParked, retryInOrder } from './parked-retry.ts';
import { deleteParked } from './parked-rows.ts';
import { decidedUpTo, lockPlace, readPlace, writePlace } from './place.ts';
import type { Reactor } from './reactor.ts';
import type { ProcessorDeps, Retried, Runner } from './runner.ts';

type Deps = Pick<ProcessorDeps, 'rows' | 'clock' | 'bus'>;

// Each takes a connection of the pool that all processors of the process share.
const KEYS_AT_ONCE = 2;

/** Runs a reactor: at least once each event, in the order of its key; its applied position commits afterwards. */
export class ReactorRunner implements Runner {
  readonly name: string;
  readonly #reactor: Reactor;
  readonly #types: HandledTypes;
  readonly #deps: Deps;
  readonly #queue = new KeyedQueue();

  constructor(reactor: Reactor, deps: Deps) {
    this.name = reactor.name;
    this.#reactor = reactor;
    this.#types = new HandledTypes(reactor.handles);
    this.#deps = deps;
  }

  async start(): Promise<void> {
    await migrate(this.#deps.rows, PROCESSOR_MIGRATIONS);
  }

  concerns(event: Pick<StoredEvent, 'type'>): boolean {
    return this.#types.concerns(event);
  }

  async handle(batch: Batch): Promise<void> {
    const events = batch.events.filter((event) => this.#types.concerns(event));
    await eachOf(byKey(events), KEYS_AT_ONCE, ([key, ofKey]) =>
      this.#queue.run(key, () => this.#applyOrPark(key, ofKey)),
    );
  }

  retryParked(key: string): Promise<Retried> {
    return this.#queue.run(key, () =>
      retryInOrder(this.#deps, this.name, key, (events) => this.#applyParked(key, events)),
    );
  }

  async discardParked(key: string, position: number): Promise<Retried> {
    await dropParked(this.#deps, this.name, key, position);
    return this.retryParked(key);
  }

  #applyOrPark(key: string, events: readonly StoredEvent[]): Promise<void> {
    return applyOrPark(events, {
      apply: (part) => this.#apply(key, part),
      park: (event, thrown) => parkEvent(this.#deps, this.name, key, event, thrown),
    });
  }

  async #apply(key: string, events: readonly StoredEvent[]): Promise<void> {
    const { rows } = this.#deps;
    const place = await readPlace(rows, this.name, key);
    const due = events.filter((event) => event.position > place.position);
    const upTo = due.at(-1)?.position;
    if (upTo === undefined) return;
    if (place.heldAfter === null) await this.#react(key, due);
    await rows.transaction(
      async (sql) => {
        await lockPlace(sql, this.name, key, upTo);
        if (place.heldAfter !== null) await parkBehind(this.#deps, sql, this.name, key, due);
      },
      // A lost position makes the reactor see events again, which it must bear anyway; a lost dead letter would be gone.
      { durable: place.heldAfter !== null },
    );
  }

  async #applyParked(key: string, events: readonly StoredEvent[]): Promise<void> {
    const { rows } = this.#deps;
    await this.#react(key, events);
    const upTo = events.at(-1)?.position ?? 0;
    await rows.transaction(async (sql) => {
      const place = await lockPlace(sql, this.name, key, 0);
      const left = await deleteParked(sql, this.name, key, upTo);
      const heldAfter = left === 0 ? null : Math.max(decidedUpTo(place), upTo);
      await writePlace(sql, this.name, key, { ...place, heldAfter });
    });
  }

  async #react(key: string, events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) this.#types.assertKnown(event);
    await this.#reactor.react(key, events);
  }
}
