import { DealLinked, MessageObserved } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { messageIds } from '@mailfold/mail';
import type { Sql } from '@mailfold/read-store';
import type { ObservedMessage } from '../domain/policy.ts';
import { rootOf, type ThreadingState } from '../domain/state.ts';
import { loadThreads } from './load-threads.ts';

interface MessageRow {
  readonly message: string;
  readonly received_at: string;
  readonly id_key: string | null;
  readonly thread: string;
}

/**
 * For messages between threads of different deals, which are rare: the messages that they answer, and the newest earlier
 * message of each thread (THR-6).
 */
export const loadBridges = async (sql: Sql, state: ThreadingState, events: readonly StoredEvent[]): Promise<void> => {
  const dealsMayChange = events.some((event) => DealLinked.is(event));
  for (const event of events) {
    if (!MessageObserved.is(event)) continue;
    const roots = rootsFor(state, event.data);
    const deals = new Set(roots.flatMap((id) => state.threads.get(id)?.deal ?? []));
    if (roots.length < 2 || (deals.size < 2 && !dealsMayChange)) continue;
    await loadParents(sql, state, event.data);
    await loadNewestEarlier(sql, state, event.data, roots);
  }
};

const rootsFor = (state: ThreadingState, message: ObservedMessage): string[] => [
  ...new Set(
    (state.joiner?.joins(message) ?? []).flatMap((join) => {
      const thread = state.joins.get(join);
      return thread === undefined ? [] : (rootOf(state, thread)?.id ?? []);
    }),
  ),
];

const loadParents = async (sql: Sql, state: ThreadingState, message: ObservedMessage): Promise<void> => {
  const keys = message.inReplyTo
    .flatMap((one) => messageIds(one))
    .flatMap((one) => state.joiner?.messageIdKey(one) ?? []);
  if (keys.length === 0) return;
  const rows = await sql.query<MessageRow>(
    `select message, received_at, id_key, thread from threading.message
      where account = $1 and id_key = any($2::text[]) and thread is not null order by received_at, message`,
    [state.accountId, keys],
  );
  await take(sql, state, rows);
};

const loadNewestEarlier = async (
  sql: Sql,
  state: ThreadingState,
  message: ObservedMessage,
  roots: readonly string[],
): Promise<void> => {
  const rows = await sql.query<MessageRow>(
    `select distinct on (t.root) m.message, m.received_at, m.id_key, m.thread
       from threading.thread t join threading.message m on m.account = t.account and m.thread = t.thread
      where t.account = $1 and t.root = any($2::uuid[]) and (m.received_at, m.message) < ($3::timestamptz, $4::uuid)
      order by t.root, m.received_at desc, m.message desc`,
    [state.accountId, roots, message.receivedAt, message.messageId],
  );
  await take(sql, state, rows);
};

const take = async (sql: Sql, state: ThreadingState, rows: readonly MessageRow[]): Promise<void> => {
  for (const { message: id, received_at: receivedAt, id_key, thread } of rows) {
    if (!state.messages.has(id)) state.messages.set(id, { id, receivedAt, idKey: id_key ?? undefined, thread });
    if (id_key !== null && !state.byIdKey.has(id_key)) state.byIdKey.set(id_key, id);
  }
  await loadThreads(
    sql,
    state,
    rows.map((row) => row.thread),
  );
};
