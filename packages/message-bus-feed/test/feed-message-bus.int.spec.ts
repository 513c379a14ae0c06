import { freshDatabase } from '@mailfold/dev-env';
import type { StoredEvent } from '@mailfold/event-store';
import { sampleEvent, sampleStream } from '@mailfold/event-store/contract';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { FeedMessageBus } from '../src/feed-message-bus.ts';
import type { OnRejected } from '../src/group.ts';

const EVENTS = 200;

/** Closed in the other order, the database last. */
async function openBus(onRejected: OnRejected = () => undefined) {
  await using stack = new AsyncDisposableStack();
  const database = stack.adopt(await freshDatabase(), (one) => one.drop());
  const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
  const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
  const bus = stack.use(await FeedMessageBus.create({ events, rows, onRejected }));
  const all = stack.move();
  return { rows, events, bus, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

describe('the bus over PostgreSQL', () => {
  it('calls the handler of a group alone within a millisecond of the commit, in the median', async () => {
    await using open = await openBus();
    const { rows, events, bus } = open;
    let arrived: (event: StoredEvent | undefined) => void = () => undefined;
    await bus.subscribe({
      group: 'threading.threads',
      handle: (batch) => Promise.resolve(arrived(batch.events.at(-1))),
    });
    const stream = sampleStream();
    const waits: number[] = [];
    for (let expected = -1; expected < EVENTS; expected += 1) {
      const handled = new Promise<number>((resolve) => (arrived = () => resolve(performance.now())));
      await rows.transaction((sql) => events.appendWithin(sql, [{ stream, expected, events: [sampleEvent()] }]));
      const committed = performance.now();
      waits.push((await handled) - committed);
    }
    expect(waits.toSorted((one, other) => one - other)[EVENTS / 2]).toBeLessThan(1);
  });

  it('keeps of a dead letter where the event lies, and nothing of its content', async () => {
    await using open = await openBus();
    const { rows, events, bus } = open;
    const stream = sampleStream();
    await events.append({ stream, expected: 'none', events: [sampleEvent({ data: { to: 'a@example.org' } })] });
    const [event] = await events.readStream(stream);
    await bus.copyDeadLetter({ group: 'threading.threads', event: event ?? absent(), reason: 'parked' });
    const letters = await rows.query('select * from message_bus.dead_letter');
    expect(letters).toEqual([expect.objectContaining({ stream, revision: 0, reason: 'parked' })]);
    expect(JSON.stringify(letters)).not.toContain('example.org');
  });

  it('gives events that belong together in one batch, though they were committed apart', async () => {
    await using open = await openBus();
    const { events, bus } = open;
    const batches: (readonly string[])[] = [];
    const handled = Promise.withResolvers<void>();
    const subscription = await bus.subscribe({
      group: 'linking.links',
      handle: (batch) => {
        batches.push(batch.events.map(({ type }) => type));
        return Promise.resolve(handled.resolve());
      },
      ripe: (inHand) => inHand.findLastIndex(({ type }) => type === 'threading.MessageAttached.v1') + 1,
    });
    const types = ['ingest.MessageObserved.v1', 'threading.ThreadStarted.v1', 'threading.MessageAttached.v1'];
    for (const type of types)
      await events.append({ stream: sampleStream(), expected: 'none', events: [sampleEvent({ type })] });
    await handled.promise;
    expect(batches).toEqual([types]);
    await subscription.stop();
    expect(subscription.position).toBe(types.length);
  });

  it('does not count as finished what waits', async () => {
    await using open = await openBus();
    const { events, bus } = open;
    const handled = Promise.withResolvers<void>();
    const subscription = await bus.subscribe({
      group: 'linking.links',
      handle: () => Promise.resolve(handled.resolve()),
      ripe: (inHand) => inHand.findLastIndex(({ type }) => type === 'threading.MessageAttached.v1') + 1,
    });
    const attached = sampleEvent({ type: 'threading.MessageAttached.v1' });
    const observed = sampleEvent({ type: 'ingest.MessageObserved.v1' });
    for (const event of [attached, observed])
      await events.append({ stream: sampleStream(), expected: 'none', events: [event] });
    await handled.promise;
    await subscription.stop();
    expect(subscription.position).toBe(1);
  });

  it('tells of each rejection', async () => {
    const told = Promise.withResolvers<object>();
    await using open = await openBus(told.resolve);
    const { events, bus } = open;
    const failure = new Error('not now');
    await bus.subscribe({ group: 'threading.threads', handle: () => Promise.reject(failure) });
    await events.append({ stream: sampleStream(), expected: 'none', events: [sampleEvent()] });
    expect(await told.promise).toEqual({ group: 'threading.threads', attempt: 1, thrown: failure });
  });
});

function absent(): never {
  throw new Error('one was appended');
}
