import type { Sql } from '@mailfold/read-store';
import { rootOf, type WorkingSet } from './working-set.ts';

const END =
  'm.received_at as at, m.message, m.subject from message m where m.account = w.account and m.root = w.thread';

const ENDS = `
  select w.thread, n.at as "newestAt", n.message as "newestMessage", o.at as "oldestAt", o.message as "oldestMessage", o.subject
    from unnest($1::uuid[], $2::uuid[]) as w (account, thread)
    cross join lateral (select ${END} order by m.received_at desc, m.message desc limit 1) n
    cross join lateral (select ${END} order by m.received_at, m.message limit 1) o`;

interface Ends {
  readonly thread: string;
  readonly newestAt: string;
  readonly newestMessage: string;
  readonly oldestAt: string;
  readonly oldestMessage: string;
  readonly subject: string;
}

/** Newest and oldest message of threads that lost theirs: one step each in an index, once the messages are saved. */
export const findEnds = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const roots = new Set([...set.changed.ends].flatMap((id) => rootOf(set, id) ?? []));
  if (roots.size === 0) return;
  const found = await sql.query<Ends>(ENDS, [
    [...roots].map((root) => root.account),
    [...roots].map((root) => root.id),
  ]);
  const byThread = new Map(found.map((row) => [row.thread, row]));
  for (const { id, sums } of roots) {
    const row = byThread.get(id);
    sums.newest = row && { at: row.newestAt, message: row.newestMessage, subject: '' };
    sums.oldest = row && { at: row.oldestAt, message: row.oldestMessage, subject: row.subject };
  }
};
