import type { Sql } from '@mailfold/read-store';
import { rootOf, type WorkingSet } from './working-set.ts';

/** Messages of absorbed threads, and threads that those had absorbed before, name the new root too; most of them this batch did not load. */
export const followMerges = async (sql: Sql, set: WorkingSet): Promise<void> => {
  const moved = [...set.changed.absorbed].flatMap((id) => {
    const part = set.threads.get(id);
    const root = rootOf(set, id);
    return part === undefined || root === undefined ? [] : [{ account: part.account, id, root: root.id }];
  });
  if (moved.length === 0) return;
  const from = 'from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as a (account, absorbed, root)';
  const values = [moved.map((one) => one.account), moved.map((one) => one.id), moved.map((one) => one.root)];
  await Promise.all([
    sql.query(`update message m set root = a.root ${from} where m.account = a.account and m.root = a.absorbed`, values),
    // The absorbed root itself is saved with the threads that changed; the index has only those that it had absorbed.
    sql.query(
      `update thread t set root = a.root ${from} where t.account = a.account and t.root = a.absorbed and t.root <> t.thread`,
      values,
    ),
  ]);
};
