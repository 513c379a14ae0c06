import { EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import { until } from '@mailfold/dev-env';
import type { SizedEvent } from '@mailfold/event-store';
import { plainCodec } from '@mailfold/event-store';
import { batchOf, sampleStream } from '@mailfold/event-store/contract';
import { EventStoreDbDouble } from '@mailfold/testing/eventstoredb';
import { EventStoreDbEventStore } from '../src/eventstoredb-event-store.ts';
import { rowsOf } from '../src/rows.ts';
import { watchLog } from '../src/watch-log.ts';

describe('watching the log', () => {
  let server: EventStoreDbDouble;
  let client: EventStoreDBClient;
  let store: EventStoreDbEventStore;
  let told: string[] = [];
  let broken = false;

  const decode = (resolved: readonly ResolvedEvent[]): Promise<readonly SizedEvent[]> =>
    broken
      ? Promise.reject(new Error('no key'))
      : Promise.resolve(rowsOf(resolved).map((row) => ({ event: plainCodec.decode(row), bytes: row.bytes })));
  const watcher = {
    wake: (position?: number) => void told.push(`wake ${position}`),
    decode,
    committed: (previous: number, events: readonly SizedEvent[]) =>
      void told.push(`${events.length} after ${previous}`),
  };
  /** Appends, and gives the position when the watcher was told of it, or of something that it cannot decode. */
  const append = async (count = 1): Promise<number> => {
    const known = told.length;
    const { position } = await store.append({ stream: sampleStream(), expected: 'none', events: batchOf(count) });
    const last = `wake ${broken ? undefined : position}`;
    await until(() => told.slice(known).includes(last), { within: 10_000, what: last });
    return position;
  };
  // Sooner than it looks anyway.
  const connected = () => until(() => told.includes('wake undefined'), { within: 4_000, what: 'the subscription' });

  beforeEach(async () => {
    [told, broken] = [[], false];
    server = await EventStoreDbDouble.start({ statsEvery: 1 });
    client = EventStoreDBClient.connectionString(server.url);
    store = new EventStoreDbEventStore({ url: server.url });
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    await client.dispose();
    await server[Symbol.asyncDispose]();
  });

  it('has readers read what was before and what came first, and hands over what follows', async () => {
    await using _watching = await watchLog(client, watcher);
    await connected();
    const [first, second, third] = [await append(), await append(3), await append()];
    expect(told).toEqual([
      'wake undefined',
      `wake ${first}`,
      `3 after ${first}`,
      `wake ${second}`,
      `1 after ${second}`,
      `wake ${third}`,
    ]);
  });

  it('after an outage hands over nothing whose predecessor it did not see', async () => {
    await using _watching = await watchLog(client, watcher);
    await connected();
    await append();
    server.stop();
    told = [];
    await server.start();
    await connected();
    const first = await append();
    expect(told).toEqual(['wake undefined', `wake ${first}`]);
  });

  it('leaves what cannot be decoded to readers, and hands over nothing that follows it', async () => {
    await using _watching = await watchLog(client, watcher);
    await connected();
    await append();
    broken = true;
    told = [];
    await append();
    broken = false;
    const next = await append();
    expect(told).toEqual(['wake undefined', `wake ${next}`]);
  });
});
