import type { Sql } from '@mailfold/read-store';
import { rootOf, type WorkingSet } from './working-set.ts';

const SUMS = `
  update thread t set
    subject = coalesce(s.subject, ''), newest_at = s.newest_at, newest_message = s.newest_message,
    messages = coalesce(s.messages, 0), unread = coalesce(s.unread, 0), attachments = coalesce(s.attachments, false),
    inbox = coalesce(s.inbox, false), sent = coalesce(s.sent, false), filed = coalesce(s.filed, false), folders = coalesce(f.folders, '{}')
  from unnest($1::uuid[], $2::uuid[]) as w (account, thread)
  left join lateral (
    select
      (array_agg(m.subject order by m.received_at, m.message))[1] as subject,
      max(m.received_at) as newest_at,
      (array_agg(m.message order by m.received_at desc, m.message desc))[1] as newest_message,
      count(*) as messages,
      count(*) filter (where m.flags & 1 = 0) as unread,
      bool_or(exists (select 1 from json_array_elements(m.attachments) a where not (a ->> 'inline')::boolean)) as attachments,
      bool_or(m.folders && $3::uuid[]) as inbox,
      bool_or(m.direction = 'sent') as sent,
      bool_or(m.folders && $4::uuid[]) as filed
    from message m where m.account = w.account and m.root = w.thread and not m.gone
  ) s on true
  left join lateral (
    select array_agg(distinct x order by x) as folders from message m, unnest(m.folders) x
     where m.account = w.account and m.root = w.thread and not m.gone
  ) f on true
  where t.account = w.account and t.thread = w.thread`;

/** Counts, newest mail and places of the threads that a batch touched, from their messages. */
export const saveSums = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const roots = new Map([...set.changed.sums].flatMap((id) => rootOf(set, id) ?? []).map((one) => [one.id, one]));
  if (roots.size === 0) return;
  const ofRole = (role: string): string[] => [...set.folders].filter(([, one]) => one.role === role).map(([id]) => id);
  await sql.query(SUMS, [
    [...roots.values()].map((one) => one.account),
    [...roots.keys()],
    ofRole('inbox'),
    ofRole('archive'),
  ]);
};
