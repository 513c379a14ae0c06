import type { Sql } from '@mailfold/read-store';
import type { ThreadingState } from '../domain/state.ts';

/** The threads and the survivors that they stand for. */
export const loadThreads = async (sql: Sql, state: ThreadingState, threads: readonly string[]): Promise<void> => {
  if (threads.length === 0) return;
  const rows = await sql.query<{
    thread: string;
    root: string;
    deal: string | null;
    first_at: string | null;
    first_message: string | null;
  }>(
    `select thread, root, deal, first_at, first_message from threading.thread
      where account = $1 and thread = any(array(
        select unnest($2::uuid[]) union select root from threading.thread where account = $1 and thread = any($2::uuid[])))`,
    [state.accountId, [...new Set(threads)]],
  );
  for (const row of rows) {
    if (state.threads.has(row.thread)) continue;
    state.threads.set(row.thread, {
      id: row.thread,
      root: row.root,
      deal: row.deal ?? undefined,
      firstAt: row.first_at ?? '',
      firstMessage: row.first_message ?? '',
    });
  }
};
