import { encodeRecord } from '@mailfold/contracts/topics';
import { type EventStore, keyOf, type StoredEvent } from '@mailfold/event-store';
import { isWithin, type Share } from '../domain/share.ts';
import { topicsOf } from '../domain/topics-of.ts';
import type { Holding } from './holding.ts';
import { type Limits, type Load, Outgoing } from './outgoing.ts';
import type { OutgoingRecord, Publisher } from './publisher.ts';

export interface RelayParts {
  readonly share: Share;
  readonly events: EventStore;
  readonly holding: Holding;
  readonly publisher: Publisher;
  readonly isOff: ReadonlySet<string>;
  readonly limits: Limits;
  /** What the position is told as to whoever connects next. */
  readonly markOf: (position: number) => string;
}

/**
 * So many records at once are history, and more is coming: it is worth waiting for, since a transaction costs as much as some fifty records,
 * and each of its readers a fetch. Live mail comes in fewer.
 */
const MANY = 64;
const GATHER_MS = 50;

/** Follows the feed and publishes what is of the shard, until the signal aborts or something fails. */
export const relay = async (parts: RelayParts, after: number, signal: AbortSignal): Promise<void> => {
  const outgoing = new Outgoing(parts.limits);
  const over = new AbortController();
  const within = AbortSignal.any([signal, over.signal]);
  within.addEventListener('abort', () => outgoing.end(), { once: true });
  if (within.aborted) return;
  const ending = (): void => over.abort();
  await bothOf(gather(parts, outgoing, after, within).finally(ending), publish(parts, outgoing).finally(ending));
};

/** Rejects as the first of them did, after both have ended. */
const bothOf = async (...works: readonly Promise<void>[]): Promise<void> => {
  await Promise.allSettled(works);
  await Promise.all(works);
};

const gather = async (parts: RelayParts, outgoing: Outgoing, after: number, signal: AbortSignal): Promise<void> => {
  for await (const item of parts.events.subscribeAll({ after, signal })) {
    if (item.kind === 'caught-up') outgoing.pass(item.position);
    else await gatherAll(parts, outgoing, item.events);
    if (signal.aborted) return;
  }
};

const gatherAll = async (parts: RelayParts, outgoing: Outgoing, events: readonly StoredEvent[]): Promise<void> => {
  for (const event of events) {
    if (isWithin(parts.share, keyOf(event))) outgoing.add(event.position, recordsOf(event, parts.isOff));
    else outgoing.pass(event.position);
    if (outgoing.isFull) await outgoing.room();
  }
};

const recordsOf = (event: StoredEvent, isOff: ReadonlySet<string>): readonly OutgoingRecord[] => {
  const record = encodeRecord(event);
  return topicsOf(event.type, isOff).map((topic) => ({ topic, ...record }));
};

const publish = async ({ holding, publisher, markOf }: RelayParts, outgoing: Outgoing): Promise<void> => {
  let written: Promise<boolean> = Promise.resolve(true);
  for (let load = await outgoing.take(); load !== undefined; load = await outgoing.take()) {
    if (load.records.length > 0) await publisher.publish(load.records, markOf(load.position));
    // Written while the next transaction runs: it is only a hint, the mark in Kafka knows better.
    if (!(await written)) return;
    holding.reached(load.position);
    written = checkpoint(holding, load);
    // Told when it is awaited, not while a transaction runs.
    written.catch(() => undefined);
    if (load.records.length >= MANY) await outgoing.gather(GATHER_MS);
  }
  await written;
};

const checkpoint = (holding: Holding, load: Load): Promise<boolean> =>
  // What only moved past other shards' events is written with the next sign of life.
  load.records.length > 0 ? holding.keep() : Promise.resolve(true);
