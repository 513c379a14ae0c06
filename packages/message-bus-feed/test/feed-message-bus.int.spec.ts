import { freshDatabase } from '@mailfold/dev-env';
import type { StoredEvent } from '@mailfold/event-store';
import { sampleEvent, sampleStream } from '@mailfold/event-store/contract';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { FeedMessageBus } from '../src/feed-message-bus.ts';

const EVENTS = 200;

describe('the bus over PostgreSQL', () => {
  it('calls the handler of a group alone within a millisecond of the commit, in the median', async () => {
    const database = await freshDatabase();
    await using rows = await PostgresReadStore.connect({ url: database.url });
    await using events = await PostgresEventStore.create({ readStore: rows });
    await using bus = await FeedMessageBus.create({ events, rows });
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
    await bus[Symbol.asyncDispose]();
    await database.drop();
  });

  it('keeps of a dead letter where the event lies, and nothing of its content', async () => {
    const database = await freshDatabase();
    await using rows = await PostgresReadStore.connect({ url: database.url });
    await using events = await PostgresEventStore.create({ readStore: rows });
    await using bus = await FeedMessageBus.create({ events, rows });
    const stream = sampleStream();
    await events.append({ stream, expected: 'none', events: [sampleEvent({ data: { to: 'a@example.org' } })] });
    const [event] = await events.readStream(stream);
    await bus.copyDeadLetter({ group: 'threading.threads', event: event ?? absent(), reason: 'parked' });
    const letters = await rows.query('select * from message_bus.dead_letter');
    expect(letters).toEqual([expect.objectContaining({ stream, revision: 0, reason: 'parked' })]);
    expect(JSON.stringify(letters)).not.toContain('example.org');
    await database.drop();
  });

  it('tells of each rejection', async () => {
    const database = await freshDatabase();
    await using rows = await PostgresReadStore.connect({ url: database.url });
    await using events = await PostgresEventStore.create({ readStore: rows });
    const told = Promise.withResolvers<object>();
    await using bus = await FeedMessageBus.create({ events, rows, onRejected: told.resolve });
    const failure = new Error('not now');
    await bus.subscribe({ group: 'threading.threads', handle: () => Promise.reject(failure) });
    await events.append({ stream: sampleStream(), expected: 'none', events: [sampleEvent()] });
    expect(await told.promise).toEqual({ group: 'threading.threads', attempt: 1, thrown: failure });
    await bus[Symbol.asyncDispose]();
    await database.drop();
  });
});

function absent(): never {
  throw new Error('one was appended');
}
