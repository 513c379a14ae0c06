import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, NewEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';
import { newAccount, observedMessage } from './observed-messages.ts';
import { RawInsert } from './raw-insert.ts';

export interface BenchResult {
  readonly bench: string;
  readonly unit: string;
  /** Median over the runs. */
  readonly ours: number;
  readonly peer: number;
  /** Median of the ratios of each pair of runs. */
  readonly ratio: number;
  readonly goal: number;
  readonly runs: number;
}

const BATCH = 500;
const BATCHES = 20;
const PAIRS = 7;

type Appending = (stream: string, first: number, events: readonly NewEvent[]) => Promise<unknown>;

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Events a second over a run of durable batches. */
async function measure(append: Appending): Promise<number> {
  const account = newAccount();
  const stream = `ingest-${account.accountId}`;
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: BATCH }, (_event, index) => observedMessage(account, batch * BATCH + index)),
  );
  const begun = performance.now();
  for (const [batch, events] of batches.entries()) await append(stream, batch * BATCH, events);
  return (BATCH * BATCHES * 1_000) / (performance.now() - begun);
}

/** Pairs in alternating order, after a warm-up that is not counted. */
async function alternate(ours: Appending, peer: Appending): Promise<{ ours: number; peer: number }[]> {
  await measure(ours);
  await measure(peer);
  const pairs: { ours: number; peer: number }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const first = await measure(pair % 2 === 0 ? ours : peer);
    const second = await measure(pair % 2 === 0 ? peer : ours);
    pairs.push(pair % 2 === 0 ? { ours: first, peer: second } : { ours: second, peer: first });
  }
  return pairs;
}

const ourAppending =
  (store: EventStore): Appending =>
  (stream, first, events) =>
    store.append({ stream, expected: first - 1, events });

/** Durable batches of 500 events against a raw insert of the same rows as `jsonb`, in one cluster with fsync on. */
export async function run(): Promise<BenchResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mailfold-bench-append-'));
  // The server may run as another account than ours.
  await chmod(dataDir, 0o711);
  const cluster = await EmbeddedCluster.start({ dataDir });
  try {
    await using readStore = await PostgresReadStore.connect({ url: cluster.url });
    await using store = await PostgresEventStore.create({ readStore });
    const raw = await RawInsert.create(readStore);
    const pairs = await alternate(ourAppending(store), (stream, first, events) => raw.insert(stream, first, events));
    return {
      bench: 'append',
      unit: 'events/s',
      ours: Math.round(median(pairs.map((pair) => pair.ours))),
      peer: Math.round(median(pairs.map((pair) => pair.peer))),
      ratio: median(pairs.map((pair) => pair.ours / pair.peer)),
      goal: 1,
      runs: pairs.length,
    };
  } finally {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
