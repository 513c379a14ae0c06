import { END, EventStoreDBClient, eventTypeFilter, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { until } from '@mailfold/dev-env';
import { batchOf, sampleStream } from '@mailfold/event-store/contract';
import { EventStoreDbDouble } from '@mailfold/testing/eventstoredb';
import { EventStoreDbEventStore, type EventStoreDbOptions } from '../src/eventstoredb-event-store.ts';

const UNAVAILABLE = { code: 'event-store/unavailable', retry: 'backoff' };

// What the client does, seen here, and what the adapter makes of it. Faults are made by the test double.
describe('traps of the client', () => {
  let server: EventStoreDbDouble;
  let raw: EventStoreDBClient;
  const open = (options: Partial<EventStoreDbOptions> = {}) =>
    new EventStoreDbEventStore({ url: server.url, ...options });
  const rawEvent = () => jsonEvent({ type: 'raw.Event.v1', data: {} });
  const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );

  beforeEach(async () => {
    server = await EventStoreDbDouble.start();
    raw = EventStoreDBClient.connectionString(server.url);
  });
  afterEach(async () => {
    await raw.dispose();
    await server[Symbol.asyncDispose]();
  });

  it('reads of all ignore a filter: the adapter filters what it has read', async () => {
    await using store = open();
    const wanted = batchOf(1, { type: 'linking.DealLinked.v1' });
    await store.append({ stream: sampleStream(), expected: 'none', events: [...batchOf(2), ...wanted] });
    // Its types offer no filter; its documentation did, and nothing says that it is passed over.
    const asked = { maxCount: 1_000, filter: eventTypeFilter({ prefixes: ['linking.'] }) };
    const read: string[] = [];
    for await (const { event } of raw.readAll(asked)) read.push(event?.type ?? '');
    expect(read).toEqual(expect.arrayContaining(['$UsersCreated', 'threading.MessageAttached.v1']));
    const filtered = await store.readAll({ after: 0, filter: { types: ['linking.'] } });
    expect(filtered.map((event) => event.id)).toEqual(wanted.map((event) => event.id));
  });

  it('a batch append waits for ever on a silent server: the adapter appends by calls that end', async () => {
    await using store = open({ answerWithinMs: 100, patienceMs: 0 });
    await raw.appendToStream(sampleStream(), rawEvent());
    server.faults.silent = true;
    let settled = false;
    const hanging = raw.appendToStream(sampleStream(), rawEvent(), { deadline: 50 });
    void hanging.catch(() => undefined).finally(() => (settled = true));
    const append = { stream: sampleStream(), expected: 'none' as const, events: batchOf(1) };
    await expect(store.append(append)).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.readStream(append.stream)).rejects.toMatchObject(UNAVAILABLE);
    expect(settled).toBe(false);
    expect(server.batchAppends).toBe(2);
  });

  it('the revision of a refusal that is not thrown is wrong: the adapter tells the one that is there', async () => {
    const url = `${server.url}&throwOnAppendFailure=false`;
    const lenient = EventStoreDBClient.connectionString(url);
    await using store = open({ url });
    const stream = sampleStream();
    await store.append({ stream, expected: 'none', events: batchOf(5) });
    const refused = await lenient.appendToStream(stream, rawEvent(), { expectedRevision: NO_STREAM });
    expect(refused).toMatchObject({ success: false, nextExpectedRevision: 1n });
    const again = store.append({ stream, expected: 2, events: batchOf(1) });
    await expect(again).rejects.toMatchObject({ code: 'event-store/conflict', details: { stream, actual: 4 } });
    await lenient.dispose();
  });

  it('an append to a server that is down rejects with a plain error: the adapter says that it is away', async () => {
    await using store = open({ patienceMs: 0 });
    server.stop();
    const thrown = await thrownBy(raw.appendToStream(sampleStream(), rawEvent()));
    expect(thrown).toMatchObject({ name: 'Error', code: 14 });
    const append = { stream: sampleStream(), expected: 'none' as const, events: batchOf(1) };
    await expect(store.append(append)).rejects.toMatchObject(UNAVAILABLE);
    await server.start();
    await expect(store.append(append)).resolves.toMatchObject({ revision: 0 });
  });

  it('an append meanwhile waits for a server that comes back', async () => {
    await using store = open();
    const stream = sampleStream();
    await store.append({ stream, expected: 'none', events: batchOf(1) });
    server.stop();
    const waiting = store.append({ stream, expected: 0, events: batchOf(1) });
    await server.start();
    expect(await waiting).toMatchObject({ revision: 1 });
  });

  it('an outage ends a live subscription as cancelled: the adapter subscribes again and misses nothing', async () => {
    await using store = open();
    const ending = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const item of store.subscribeAll({ after: 0, signal: ending.signal })) {
        if (item.kind === 'events') seen.push(...item.events.map((event) => event.id));
      }
    })();
    const live = raw.subscribeToAll({ fromPosition: END });
    const ended = new Promise<unknown>((resolve) => live.once('error', resolve));
    await new Promise((resolve) => live.once('confirmation', resolve));
    const ids: string[] = [];
    for (let outage = 0; outage < 3; outage += 1) {
      const events = batchOf(2);
      ids.push(...events.map((event) => event.id));
      await store.append({ stream: sampleStream(), expected: 'none', events });
      await until(() => seen.length === ids.length, { within: 10_000, what: 'the events being seen' });
      server.stop();
      await server.start();
    }
    expect(await ended).toMatchObject({ type: 'cancelled' });
    expect(seen).toEqual(ids);
    ending.abort();
    await following;
  });

  it('an answer that is lost is asked for again, and the events lie there once (E3)', async () => {
    await using store = open();
    const append = { stream: sampleStream(), expected: 'none' as const, events: batchOf(3) };
    server.faults.loseAnswers = 2;
    const first = await store.append(append);
    expect(first.revision).toBe(2);
    expect(server.faults.loseAnswers).toBe(0);
    expect(await store.readStream(append.stream)).toHaveLength(3);
    expect(await store.append(append)).toEqual(first);
  });

  it('an append of more bytes than the server takes names the setting, and is not tried again', async () => {
    await using store = open();
    const events = batchOf(5, { data: { text: 'x'.repeat(250_000) } });
    const append = store.append({ stream: sampleStream(), expected: 'none', events });
    await expect(append).rejects.toMatchObject({
      code: 'event-store/append-too-large',
      retry: 'never',
      message: expect.stringContaining('MaxAppendSize'),
    });
  });

  it("names of the server's own are refused", async () => {
    await using store = open();
    const append = store.append({ stream: '$ours', expected: 'any', events: batchOf(1) });
    await expect(append).rejects.toMatchObject({ code: 'event-store/invalid' });
  });
});
