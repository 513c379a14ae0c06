import { DealTimelineView } from '@mailfold/contracts/views';
import type { StoredEvent } from '@mailfold/event-store';
import { chunk, uuid7 } from '@mailfold/kernel';
import { migrate } from '@mailfold/read-store';
import { EventBuilder } from '@mailfold/testing';
import fc from 'fast-check';
import { Leadership } from '../../src/outbox/leadership.ts';
import { Outbox, type ViewRecord } from '../../src/outbox/outbox.ts';
import { publishedThreadsView } from '../../src/outbox/published-threads-view.ts';
import { migrations } from '../../src/outbox/tables.ts';
import { deal, linked, unlinked } from '../threads/link-events.ts';
import { MailboxEvents } from '../threads/mailbox-events.ts';
import { A_DEAL, eventsOf, history, type Step } from '../threads/random-history.ts';
import { Views } from '../views.ts';
import { rowsByRule } from './rows-by-rule.ts';
import { Subscriber } from './subscriber.ts';

const { tenantId } = new EventBuilder();

/** What happens between two batches of the view: nothing, all is published, the process dies after or before it published, a rebuild. */
const between = fc.constantFrom(
  'nothing',
  'published',
  'killed after',
  'killed before',
  'rebuilt',
  'rebuilt meanwhile',
);

/** Threads that are shared and linked to a deal, to begin with: few others are published. */
const SEEN: readonly Step[] = [0, 1, 2].flatMap((nth): Step[] => [
  ['mail', 0, 0, nth],
  ['shared', 0, nth, 0],
  ['linked', 0, nth, A_DEAL],
]);

const NOTHING = { records: [], due: [], nths: [], changes: 0 };

describe('the topics of the views', () => {
  let views: Views;
  let outbox: Outbox;
  let epoch: number;
  const subscriber = new Subscriber();
  beforeAll(async () => {
    views = await Views.open(publishedThreadsView);
    await migrate(views.rows, migrations);
    outbox = new Outbox(views.rows);
    epoch = (await new Leadership(views.rows, uuid7(), 600_000).hold()) ?? 0;
  });
  afterAll(() => views[Symbol.asyncDispose]());

  const publishAll = async (meanwhile?: () => Promise<void>): Promise<ViewRecord[]> => {
    const all: ViewRecord[] = [];
    for (let load = await outbox.take(epoch); load !== undefined; load = await outbox.take(epoch)) {
      await meanwhile?.();
      meanwhile = undefined;
      subscriber.take(load.records);
      all.push(...load.records);
      await outbox.done(epoch, load);
    }
    return all;
  };

  const rebuild = async (): Promise<void> => {
    for (const runner of views.runners) await runner.rebuild();
  };

  const happens = async (what: string): Promise<void> => {
    if (what === 'published') await publishAll();
    if (what === 'killed before') await outbox.take(epoch);
    if (what === 'killed after') subscriber.take((await outbox.take(epoch))?.records ?? []);
    if (what === 'rebuilt') await rebuild();
    if (what === 'rebuilt meanwhile') await publishAll(rebuild);
  };

  it('end as a query of the rows by the rule, whatever happens and whoever dies meanwhile (VIS-2, VIS-3, VIS-4, THR-5, E6, E7)', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        history,
        fc.array(between, { minLength: 1, maxLength: 12 }),
        async (one, other, then) => {
          const at = await views.events.head();
          const boxes = [new MailboxEvents(tenantId, uuid7()), new MailboxEvents(tenantId, uuid7())];
          const told = boxes.flatMap((box, nth) => eventsOf(box, [...SEEN, ...(nth === 0 ? one : other)], at));
          for (const [nth, some] of [...chunk(told, Math.ceil(told.length / then.length))].entries()) {
            await views.tell(some, 7);
            await happens(then[nth] ?? 'nothing');
          }
          await publishAll();
          expect(subscriber.rows).toEqual(await rowsByRule(views.rows));
        },
      ),
      { numRuns: 40 },
    );
    await views.expectNothingParked();
  }, 240_000);

  it('have a message while its thread is shared and linked to a deal, and it is not hidden; else a tombstone', async () => {
    await publishAll();
    const box = new MailboxEvents(tenantId, uuid7());
    const timeline = async (...told: readonly StoredEvent[]) => {
      await views.tell(told);
      const records = (await publishAll()).filter(({ topic }) => topic === DealTimelineView.topic);
      return Object.fromEntries(records.map(({ key, value }) => [key, value !== null]));
    };
    const key = (name: string): string => `${box.accountId}/${box.message(name)}`;
    const d1 = deal('d1');
    expect(await timeline(...box.opened(), ...box.mail('m1'), linked(box, 'm1', d1))).toEqual({});
    expect(await timeline(box.shared('m1'))).toEqual({ [key('m1')]: true });
    expect(await timeline(...box.mail('m1', 'm2'))).toEqual({ [key('m2')]: true });
    expect(await timeline(box.flags('m2', { seen: true }))).toEqual({});
    expect(await timeline(box.hidden('m1', 'm2'))).toEqual({ [key('m2')]: false });
    expect(await timeline(box.shown('m1', 'm2'))).toEqual({ [key('m2')]: true });
    expect(await timeline(unlinked(box, 'm1', d1))).toEqual({ [key('m1')]: false, [key('m2')]: false });
    expect(await timeline(box.withdrawn('m2'))).toEqual({});
    expect(await timeline(linked(box, 'm1', d1))).toEqual({ [key('m1')]: true });
    expect(await timeline(box.madePrivate('m1'))).toEqual({ [key('m1')]: false });
  });

  it('lose no change that a rebuild notes while rows are on their way', async () => {
    await publishAll();
    const box = new MailboxEvents(tenantId, uuid7());
    await views.tell([...box.opened(), ...box.mail('m')]);
    await publishAll(async () => {
      await rebuild();
      await views.tell([box.archived('m')]);
    });
    expect(subscriber.rows).toEqual(await rowsByRule(views.rows));
  });

  it('say nothing again after a rebuild that made the same rows', async () => {
    await publishAll();
    await rebuild();
    expect(await publishAll()).toEqual([]);
  });

  it('take back, after a rebuild, what the rows have no more', async () => {
    const [box, id] = [new MailboxEvents(tenantId, uuid7()), uuid7()];
    await views.rows.query(
      `insert into view_topics.published (view, account, id, thread, digest) values ('deal-timeline', $1, $2, $3, $2)`,
      [box.accountId, id, uuid7()],
    );
    await views.tell([...box.opened(), ...box.mail('m')]);
    await publishAll();
    await rebuild();
    const records = await publishAll();
    expect(records.map(({ key, value }) => ({ key, value }))).toEqual([{ key: `${box.accountId}/${id}`, value: null }]);
  });

  it('are written by one process at a time: who was overtaken settles nothing', async () => {
    await publishAll();
    const box = new MailboxEvents(tenantId, uuid7());
    await views.tell([...box.opened(), ...box.mail('m')]);
    const load = await outbox.take(epoch);
    expect(load?.records).toHaveLength(1);
    await views.rows.query("update view_topics.publisher set held_until = '-infinity'");
    const next = (await new Leadership(views.rows, uuid7(), 600_000).hold()) ?? 0;
    expect(next).toBeGreaterThan(epoch);
    await expect(outbox.done(epoch, load ?? NOTHING)).rejects.toThrow('overtaken');
    await expect(outbox.take(epoch)).rejects.toThrow('overtaken');
    epoch = next;
    expect((await outbox.take(epoch))?.records).toHaveLength(1);
  });
});
