import { AccountConnected, MessageAttached, MessageObserved } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { joinerFor, type MailboxRules, rulesOf } from '../domain/mailbox-rules.ts';
import { emptyState, type ThreadingState } from '../domain/state.ts';
import { loadBridges } from './load-bridges.ts';
import { loadThreads } from './load-threads.ts';

/** Loads what deciding on, or folding, these events may touch. */
export const load = async (sql: Sql, accountId: string, events: readonly StoredEvent[]): Promise<ThreadingState> => {
  const state = emptyState(accountId);
  const [rules] = await Promise.all([
    loadRules(sql, accountId),
    loadMessages(sql, state, events),
    loadHeld(sql, state),
  ]);
  state.rules = rules ?? connectedIn(events);
  if (state.rules === undefined) return emptyState(accountId);
  state.joiner = joinerFor(state.rules);
  await loadJoins(sql, state, joinsOf(state, events));
  await loadThreads(sql, state, [
    ...state.joins.values(),
    ...namedThreads(events),
    ...threadsOfMessages(state),
    ...[...state.held.values()].flatMap((merge) => merge.threads),
  ]);
  await loadBridges(sql, state, events);
  return state;
};

const loadRules = async (sql: Sql, accountId: string): Promise<MailboxRules | undefined> => {
  const [row] = await sql.query<MailboxRules>(
    `select own, company_domains as "companyDomains", policy, hash_key as "hashKey" from threading.account where account = $1`,
    [accountId],
  );
  return row;
};

const connectedIn = (events: readonly StoredEvent[]): MailboxRules | undefined => {
  const connected = events.find((event) => AccountConnected.is(event));
  return connected !== undefined && AccountConnected.is(connected) ? rulesOf(connected.data) : undefined;
};

const loadMessages = async (sql: Sql, state: ThreadingState, events: readonly StoredEvent[]): Promise<void> => {
  const ids = events.flatMap((event) =>
    MessageObserved.is(event) || MessageAttached.is(event) ? [event.data.messageId] : [],
  );
  if (ids.length === 0) return;
  const rows = await sql.query<{ message: string; received_at: string; id_key: string | null; thread: string | null }>(
    'select message, received_at, id_key, thread from threading.message where account = $1 and message = any($2::uuid[])',
    [state.accountId, ids],
  );
  for (const { message: id, received_at: receivedAt, id_key, thread } of rows) {
    state.messages.set(id, { id, receivedAt, idKey: id_key ?? undefined, thread: thread ?? undefined });
  }
};

const joinsOf = (state: ThreadingState, events: readonly StoredEvent[]): string[] =>
  events.flatMap((event) => {
    if (MessageAttached.is(event)) return event.data.joins;
    return MessageObserved.is(event) ? (state.joiner?.joins(event.data) ?? []) : [];
  });

const loadJoins = async (sql: Sql, state: ThreadingState, joins: readonly string[]): Promise<void> => {
  if (joins.length === 0) return;
  const rows = await sql.query<{ key: string; thread: string }>(
    'select key, thread from threading.join where account = $1 and key = any($2::text[])',
    [state.accountId, [...new Set(joins)]],
  );
  for (const row of rows) state.joins.set(row.key, row.thread);
};

const namedThreads = (events: readonly StoredEvent[]): string[] =>
  events.flatMap(({ data }) => {
    if (typeof data !== 'object' || data === null) return [];
    const of = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(of) : [];
    const { threadId, survivor, absorbed, threads } = data as Record<string, unknown>;
    return [threadId, survivor, absorbed, threads].flatMap(of);
  });

const threadsOfMessages = (state: ThreadingState): string[] =>
  [...state.messages.values()].flatMap((one) => one.thread ?? []);

const loadHeld = async (sql: Sql, state: ThreadingState): Promise<void> => {
  const rows = await sql.query<{ bridge: string; threads: string[] }>(
    'select bridge, threads from threading.held where account = $1 order by bridge',
    [state.accountId],
  );
  for (const row of rows) state.held.set(row.bridge, row);
};
