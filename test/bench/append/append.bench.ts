import type { EventStore, NewEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';
import type { BenchResult } from '../bench.ts';
import { alternate, medianRatio } from '../pairs.ts';
import { median } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { newAccount, observedMessage } from './observed-messages.ts';
import { RawInsert } from './raw-insert.ts';

const BATCH = 500;
const BATCHES = 20;
const PAIRS = 7;

type Appending = (stream: string, first: number, events: readonly NewEvent[]) => Promise<unknown>;

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

const ourAppending =
  (store: EventStore): Appending =>
  (stream, first, events) =>
    store.append({ stream, expected: first - 1, events });

/** Durable batches of 500 events against a raw insert of the same rows as `jsonb`, in one cluster with fsync on. */
export async function run(): Promise<BenchResult> {
  await using folder = await TemporaryFolder.make('append');
  await using cluster = await EmbeddedCluster.start({ dataDir: folder.path });
  await using readStore = await PostgresReadStore.connect({ url: cluster.url });
  await using store = await PostgresEventStore.create({ readStore });
  const raw = await RawInsert.create(readStore);
  const ours = (): Promise<number> => measure(ourAppending(store));
  const peer = (): Promise<number> => measure((stream, first, events) => raw.insert(stream, first, events));
  // A warm-up that is not counted: prepared statements, compiled code, the first pages of each index.
  await alternate(1, ours, peer);
  const pairs = await alternate(PAIRS, ours, peer);
  return {
    bench: 'append',
    unit: 'events/s',
    ours: Math.round(median(pairs.map((pair) => pair.ours))),
    peer: Math.round(median(pairs.map((pair) => pair.peer))),
    ratio: medianRatio(pairs),
    goal: 1,
    runs: pairs.length,
  };
}
