import { uuid7 } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';
import fc from 'fast-check';
import { threadsView } from '../../src/threads/threads-view.ts';
import { Views } from '../views.ts';
import { MailboxEvents } from './mailbox-events.ts';
import { eventsOf, history } from './random-history.ts';

const { tenantId } = new EventBuilder();

/** Threads whose sums are not those of their messages. */
const WRONG_SUMS = `
  select t.thread from threads.thread t left join lateral (
    select count(*) as messages, count(*) filter (where m.flags & 1 = 0) as unread, count(*) filter (where m.attached) as attached,
      count(*) filter (where m.direction = 'sent') as sent, max(m.received_at) as newest_at, min(m.received_at) as oldest_at,
      coalesce((array_agg(m.subject order by m.received_at, m.message))[1], '') as subject,
      (array_agg(m.message order by m.received_at desc, m.message desc))[1] as newest_message,
      coalesce((select array_agg(distinct x order by x) from threads.message f, unnest(f.folders) x
        where f.account = t.account and f.root = t.thread and not f.gone), '{}') as folders
      from threads.message m where m.account = t.account and m.root = t.thread and not m.gone) s on true
   where (t.messages, t.unread, t.attached, t.sent, t.subject, t.folders) is distinct from
         (s.messages, s.unread, s.attached, s.sent, s.subject, s.folders)
      or (t.newest_at, t.newest_message, t.oldest_at) is distinct from (s.newest_at, s.newest_message, s.oldest_at)
      or (t.root = t.thread and t.inbox is distinct from exists (select 1 from threads.folder f where f.account = t.account and f.role = 'inbox' and f.folder = any(t.folders)))
      or (t.root = t.thread and t.shared is distinct from (select bool_and(p.open) from threads.thread p where p.account = t.account and p.root = t.thread))`;

describe('the view of threads, however the log is cut', () => {
  let views: Views;
  beforeAll(async () => {
    views = await Views.open(threadsView);
  });
  afterAll(() => views[Symbol.asyncDispose]());

  it('has the same rows, rebuilt or live, and sums that are those of its messages (E6, E7, E11, EVT-4)', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, fc.integer({ min: 1, max: 9 }), async (one, other, atOnce) => {
        const at = await views.events.head();
        const boxes = [new MailboxEvents(tenantId, uuid7()), new MailboxEvents(tenantId, uuid7())];
        const told = boxes.map((box, nth) => eventsOf(box, nth === 0 ? one : other, at));
        await views.tell(interleaved(told), atOnce);
        expect(await views.rows.query(WRONG_SUMS)).toEqual([]);
        await redeliver(at);
        const { live, rebuilt } = await views.hashes();
        expect(rebuilt).toEqual(live);
      }),
      { numRuns: 40 },
    );
    await views.expectNothingParked();
  });

  /** Everything again, at once: at-least-once delivery changes nothing. */
  const redeliver = async (after: number): Promise<void> => {
    const events = await views.events.readAll({ after, max: 1_000 });
    for (const runner of views.runners) await runner.handle({ events, position: events.at(-1)?.position ?? after });
  };
});

/** Accounts side by side, each in its own order. */
const interleaved = <Item>(lists: readonly (readonly Item[])[]): Item[] =>
  Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, n) =>
    lists.flatMap((list) => list.slice(n, n + 1)),
  ).flat();
