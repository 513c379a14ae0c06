import {
  OwnerRemoved,
  OwnerRestored,
  RecordRemoved,
  ThreadMadePrivate,
  ThreadShared,
  UserRecorded,
} from '@mailfold/contracts';
import { freshDatabase } from '@mailfold/dev-env';
import type { StoredEvent } from '@mailfold/event-store';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { systemClock, systemIds } from '@mailfold/kernel';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { DeciderRunner, settled } from '@mailfold/processor';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { type Platform, type Service } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import { EventBuilder } from '@mailfold/testing';
import { sharingDecider } from '../src/application/sharing-decider.ts';
import { createVisibility } from '../src/index.ts';
import { id, OWNER, tellings } from './account.ts';

const THREADS = Array.from({ length: 2_500 }, (_, nth) => id(`thread ${nth}`));

describe('CON-5 the directory removes a user', () => {
  let stack: AsyncDisposableStack;
  let platform: Platform;
  let service: Service;
  const directory = new EventBuilder();
  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    const database = stack.adopt(await freshDatabase(), (one) => one.drop());
    const rows = stack.use(await PostgresReadStore.connect({ url: database.url }));
    const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
    const bus = stack.use(await FeedMessageBus.create({ events, rows }));
    platform = { events, rows, bus, clock: systemClock, ids: systemIds, log: silentLogger };
    service = createVisibility(platform);
    await migrate(rows, service.migrations);
    await service.start();
    stack.defer(() => service.stop());
  });
  afterEach(() => stack.disposeAsync());

  const hears = async (...told: readonly StoredEvent[]): Promise<void> => {
    for (const { stream, revision: _, position: __, recordedAt: ___, ...event } of told)
      await platform.events.append({ stream, expected: 'any', events: [{ ...event, id: systemIds.next() }] });
    await settled({ head: () => platform.events.head(), progress: () => service.progress() });
  };
  const removed = () => directory.stored(RecordRemoved, { kind: 'user', id: OWNER });
  const recorded = () =>
    directory.stored(UserRecorded, { userId: OWNER, externalId: 'owner', name: 'Owner', groups: [] });
  const mailbox = (name: string, owner = OWNER) => {
    const builder = new EventBuilder({ accountId: id(name) });
    return { ...tellings(builder, 'shared', owner), accountId: builder.accountId };
  };
  const told = async (accountId: string): Promise<Record<string, number>> => {
    const all: StoredEvent[] = [];
    for (;;) {
      const page = await platform.events.readStream(`visibility-${accountId}`, { from: all.length });
      if (page.length === 0) break;
      all.push(...page);
    }
    const kinds = [ThreadShared, OwnerRemoved, ThreadMadePrivate, OwnerRestored];
    return Object.fromEntries(
      kinds.map((one) => [one.type.split('.')[1] ?? '', all.filter((event) => one.is(event)).length]),
    );
  };
  const shared = async (accountId: string): Promise<number> => {
    const [row] = await platform.rows.query<{ count: number }>(
      'select count(*)::int as count from visibility.thread where account = $1 and shared',
      [accountId],
    );
    return row?.count ?? -1;
  };

  it('makes each of their accounts private, once, however many threads it has, and nobody else’s', async () => {
    const [own, second, other] = [mailbox('own'), mailbox('second'), mailbox('other', id('colleague'))];
    await hears(
      own.connected(),
      second.connected(),
      other.connected(),
      second.started(id('t1')),
      other.started(id('t1')),
    );
    await hears(...THREADS.map(own.started));
    expect([await shared(own.accountId), await shared(second.accountId)]).toEqual([2_500, 1]);

    await hears(removed());
    expect([await shared(own.accountId), await shared(second.accountId), await shared(other.accountId)]).toEqual([
      0, 0, 1,
    ]);
    expect(await told(own.accountId)).toMatchObject({ OwnerRemoved: 1, ThreadMadePrivate: 2_500 });
    expect(await told(other.accountId)).toMatchObject({ OwnerRemoved: 0, ThreadMadePrivate: 0 });

    // As after a crash before its position was saved: the reactor hears all of it again.
    await service.stop();
    await platform.rows.query("delete from processor.applied where processor = 'visibility.owners'");
    await platform.rows.query("delete from message_bus.place where group_name = 'visibility.owners'");
    service = createVisibility(platform);
    await service.start();
    await hears(own.started(id('late')));
    expect(await told(own.accountId)).toMatchObject({ OwnerRemoved: 1, ThreadMadePrivate: 2_500, ThreadShared: 2_500 });
  });

  it('reaches an account that is connected afterwards, and its rows made anew from the log', async () => {
    const own = mailbox('own');
    await hears(removed());
    await hears(own.connected());
    await hears(own.started(id('t1')));
    expect(await told(own.accountId)).toMatchObject({ OwnerRemoved: 1, ThreadShared: 0 });
    await service.stop();
    await new DeciderRunner(sharingDecider, platform).rebuildState();
    service = createVisibility(platform);
    await service.start();
    await hears(own.started(id('t2')));
    expect(await told(own.accountId)).toMatchObject({ ThreadShared: 0 });
  });

  it('and records them again: what was made private stays so, and new threads are as the default says', async () => {
    const own = mailbox('own');
    await hears(recorded(), own.connected(), own.started(id('t1')));
    await hears(removed());
    await hears(recorded(), recorded());
    await hears(own.started(id('t2')));
    expect(await told(own.accountId)).toEqual({
      ThreadShared: 2,
      OwnerRemoved: 1,
      ThreadMadePrivate: 1,
      OwnerRestored: 1,
    });
    expect(await shared(own.accountId)).toBe(1);
  });
});
