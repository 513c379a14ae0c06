import type { Location } from '@mailfold/contracts';
import type { Querying } from './querying.ts';
import { type ActionsState, type Message, rootOf } from '../domain/state.ts';

export const readThreads = async (sql: Querying, state: ActionsState, threads: readonly string[]): Promise<void> => {
  if (threads.length === 0) return;
  const rows = await sql.query<{ id: string; root: string; archived: boolean }>(
    `select thread as id, root, archived from writeback.thread
      where account = $1 and thread = any(array(
        select unnest($2::uuid[]) union select root from writeback.thread where account = $1 and thread = any($2::uuid[])))`,
    [state.accountId, [...new Set(threads)]],
  );
  for (const row of rows) state.threads.set(row.id, { ...row, messages: new Set() });
};

interface MessageRow {
  readonly id: string;
  readonly thread: string | null;
  readonly root: string | null;
  readonly direction: Message['direction'];
  readonly receivedAt: string;
  readonly size: number;
  readonly seen: boolean;
  readonly gone: boolean;
  readonly deleted: boolean;
  readonly locations: readonly Location[];
}

const SELECT = `select m.message as id, m.thread, t.root, m.direction, m.received_at as "receivedAt", m.size, m.seen, m.gone, m.deleted, m.locations
  from writeback.message m left join writeback.thread t on t.account = m.account and t.thread = m.thread`;

export const readMessages = async (sql: Querying, state: ActionsState, messages: readonly string[]): Promise<void> => {
  if (messages.length === 0) return;
  const ids = [...new Set(messages)];
  take(
    state,
    await sql.query(`${SELECT} where m.account = $1 and m.message = any($2::uuid[])`, [state.accountId, ids]),
  );
};

export const readMessagesOfRoots = async (
  sql: Querying,
  state: ActionsState,
  roots: readonly string[],
): Promise<void> => {
  if (roots.length === 0) return;
  const ids = [...new Set(roots)];
  take(
    state,
    await sql.query(
      `${SELECT} where m.account = $1 and m.thread = any(array(
         select thread from writeback.thread where account = $1 and thread = any($2::uuid[])
         union select thread from writeback.thread where account = $1 and root = any($2::uuid[]) and root <> thread))`,
      [state.accountId, ids],
    ),
  );
};

const take = (state: ActionsState, rows: readonly MessageRow[]): void => {
  for (const { root, thread, ...row } of rows) {
    state.messages.set(row.id, { ...row, thread: thread ?? undefined });
    if (root !== null) rootOf(state, root)?.messages.add(row.id);
  }
};
