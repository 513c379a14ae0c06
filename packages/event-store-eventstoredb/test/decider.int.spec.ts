import { freshDatabase, type FreshDatabase, type TestEventStoreDb } from '@mailfold/dev-env';
import type { EventStore, StoredEvent } from '@mailfold/event-store';
import { systemClock } from '@mailfold/kernel';
import { DeciderRunner } from '@mailfold/processor';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { EventStoreDbEventStore } from '../src/eventstoredb-event-store.ts';
import { counting, COUNTING_MIGRATIONS, dyingAfterAppend, mailsOf } from './counting.ts';
import { testServer } from './test-server.ts';

describe('a decider whose log lies in EventStoreDB and whose rows in PostgreSQL', () => {
  let server: TestEventStoreDb;
  let database: FreshDatabase;
  let rows: PostgresReadStore;
  let store: EventStore;

  beforeAll(async () => {
    [server, database] = await Promise.all([testServer(), freshDatabase()]);
    rows = await PostgresReadStore.connect({ url: database.url });
    await migrate(rows, COUNTING_MIGRATIONS);
    store = new EventStoreDbEventStore({ url: server.url });
    await decider().start();
  });
  afterAll(async () => {
    await store[Symbol.asyncDispose]();
    await rows[Symbol.asyncDispose]();
    await Promise.all([server[Symbol.asyncDispose](), database.drop()]);
  });

  const decider = (events = store) => new DeciderRunner(counting, { events, rows, clock: systemClock });
  const batch = (events: readonly StoredEvent[]) => ({ events, position: events.at(-1)?.position ?? 0 });
  const inBatches = async (
    runner: Pick<DeciderRunner<{ count: number }>, 'handle'>,
    mails: readonly StoredEvent[],
    size: number,
  ) => {
    for (let at = 0; at < mails.length; at += size) await runner.handle(batch(mails.slice(at, at + size)));
  };
  const decided = async (account: string) => {
    const events = await store.readStream(`counts-${account}`);
    const [row] = await rows.query<{ count: number }>('select count from counted where account = $1', [account]);
    return {
      causes: events.map((event) => event.meta.causationId),
      nth: events.map(({ data }) => Object(data).nth),
      row,
    };
  };
  const once = (mails: readonly StoredEvent[]) => ({
    causes: mails.map((mail) => mail.id),
    nth: mails.map((_, index) => index + 1),
    row: { count: mails.length },
  });

  it('decides nothing twice when it dies between the append and its rows (S19, E9)', async () => {
    const { account, mails } = await mailsOf(store, 6);
    const dying = decider(dyingAfterAppend(store));
    await expect(dying.handle(batch(mails.slice(0, 3)))).rejects.toMatchObject({ code: 'test/killed' });
    expect(await decided(account)).toEqual({ ...once(mails.slice(0, 3)), row: undefined });
    await inBatches(decider(), mails, 4);
    expect(await decided(account)).toEqual(once(mails));
  });

  it('and a twin that meets it at a revision fold what is new and decide again (E2, S20)', async () => {
    const { account, mails } = await mailsOf(store, 12);
    await using other = new EventStoreDbEventStore({ url: server.url });
    await Promise.all([inBatches(decider(), mails, 1), inBatches(decider(other), mails, 5)]);
    expect(await decided(account)).toEqual(once(mails));
  });

  it('waits for a server that is killed meanwhile (E1)', async () => {
    const { account, mails } = await mailsOf(store, 12);
    const deciding = inBatches(decider(), mails, 2);
    await server.kill?.();
    await deciding;
    expect(await decided(account)).toEqual(once(mails));
  });
});
