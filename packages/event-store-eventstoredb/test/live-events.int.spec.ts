import { EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import { until } from '@mailfold/dev-env';
import { batchOf, sampleStream } from '@mailfold/event-store/contract';
import { EventStoreDbDouble } from '@mailfold/testing/eventstoredb';
import { EventStoreDbEventStore } from '../src/eventstoredb-event-store.ts';
import { LiveEvents } from '../src/live-events.ts';

const SOON = { within: 10_000 };

describe('live events', () => {
  let server: EventStoreDbDouble;
  let store: EventStoreDbEventStore;
  let client: EventStoreDBClient;
  let connections = 0;
  let groups: string[][] = [];

  const listener = {
    connected: () => void (connections += 1),
    events: (resolved: readonly ResolvedEvent[]) => {
      groups.push(resolved.map(({ event }) => event?.id ?? ''));
      return Promise.resolve();
    },
  };
  const append = async (count: number): Promise<string[]> => {
    const events = batchOf(count);
    await store.append({ stream: sampleStream(), expected: 'none', events });
    return events.map((event) => event.id);
  };

  beforeEach(async () => {
    [connections, groups] = [0, []];
    server = await EventStoreDbDouble.start({ statsEvery: 1 });
    store = new EventStoreDbEventStore({ url: server.url });
    client = EventStoreDBClient.connectionString(server.url);
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    await client.dispose();
    await server[Symbol.asyncDispose]();
  });

  it('come in groups of what has arrived, without the server’s own', async () => {
    await append(3);
    await using live = new LiveEvents(client, listener);
    await until(() => connections === 1, { ...SOON, what: 'the subscription' });
    const ids = await append(300);
    await until(() => groups.flat().length >= 300, { ...SOON, what: 'the events' });
    expect(groups.flat()).toEqual(ids);
    expect(groups.length).toBeLessThan(100);
    expect(live).toBeDefined();
  });

  it('are subscribed to again after every outage, also a long one', async () => {
    await using live = new LiveEvents(client, listener);
    for (let outage = 1; outage <= 3; outage += 1) {
      await until(() => connections === outage, { ...SOON, what: 'the subscription' });
      server.stop();
      await expect(client.appendToStream('s', [])).rejects.toBeInstanceOf(Error);
      await server.start();
    }
    await until(() => connections === 4, { ...SOON, what: 'the last subscription' });
    const ids = await append(2);
    await until(() => groups.length > 0, { ...SOON, what: 'the events' });
    expect(groups.flat()).toEqual(ids);
    expect(live).toBeDefined();
  });

  it('end when nobody wants them any longer, also while the server is away', async () => {
    const live = new LiveEvents(client, listener);
    await until(() => connections === 1, { ...SOON, what: 'the subscription' });
    server.stop();
    await live[Symbol.asyncDispose]();
    await server.start();
    await append(1);
    expect(groups).toEqual([]);
  });
});
