import {
  AccountConnected,
  type EventLike,
  MessageAttached,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
  ThreadsMerged,
} from '@mailfold/contracts';
import { participants } from '@mailfold/mail';
import type { Needs } from '@mailfold/processor';
import type { Sql } from '@mailfold/read-store';
import type { LinkCommand } from '../../domain/links/commands.ts';
import { emptyLinks, type LinkingRules, type LinksState } from '../../domain/links/state.ts';
import { lookUp } from './look-up.ts';
import { threadsConcerned } from './threads-concerned.ts';
import { loadThreads } from './thread-rows.ts';

/** What the decisions on these, or the folding of these events, may touch; the directory is read under the tenant's lock. */
export const loadLinks = async (sql: Sql, accountId: string, needs: Needs<LinkCommand>): Promise<LinksState> => {
  const state = emptyLinks(accountId);
  const events: readonly EventLike[] = needs.events;
  const commands = needs.commands.map((command) => command.body);
  const tenantId = await loadRules(sql, state, needs);
  if (tenantId === undefined) return state;
  const [concerned] = await Promise.all([
    lockDirectory(sql, tenantId).then(() => threadsConcerned(sql, tenantId, accountId, commands.flatMap(recordsOf))),
    loadMessages(sql, state, events.flatMap(messagesNamed)),
  ]);
  await loadThreads(sql, state, [
    ...events.flatMap(threadsNamed),
    ...[...state.messages.values()].flatMap((message) => message.thread ?? []),
    ...commands.flatMap((command) => ('threadId' in command ? [command.threadId] : [])),
    ...concerned,
  ]);
  state.directory = await lookUp(sql, tenantId, {
    ownerId: state.rules?.ownerId ?? connectedOwner(events),
    addresses: [...addressesOf(state), ...events.flatMap(addressesIn)],
    records: [
      ...commands.flatMap(recordsNamed),
      ...[...state.threads.values()].flatMap((one) => [...one.links.values()].map((link) => link.record)),
    ],
  });
  return state;
};

/** Shared with other accounts; the reference reactor takes it alone to wait for whoever may not have seen its change. */
const lockDirectory = (sql: Sql, tenantId: string): Promise<unknown> =>
  sql.query("select pg_advisory_xact_lock_shared(hashtextextended('directory:' || $1, 0))", [tenantId]);

const loadRules = async (sql: Sql, state: LinksState, needs: Needs<LinkCommand>): Promise<string | undefined> => {
  const [row] = await sql.query<LinkingRules & { announced: boolean | null }>(
    `select tenant as "tenantId", owner as "ownerId", own, company_domains as "companyDomains", auto_link as "autoLink", announced
       from linking.account where account = $1`,
    [state.accountId],
  );
  if (row === undefined) return needs.events[0]?.meta.tenantId;
  const { announced, ...rules } = row;
  state.rules = rules;
  state.announcedAutoLink = announced ?? undefined;
  return rules.tenantId;
};

const loadMessages = async (sql: Sql, state: LinksState, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const rows = await sql.query<{
    id: string;
    addresses: string[];
    receivedAt: string;
    thread: string | null;
    withdrawn: boolean;
  }>(
    `select message as id, addresses, received_at as "receivedAt", thread, withdrawn from linking.message
      where account = $1 and message = any($2::uuid[])`,
    [state.accountId, [...new Set(ids)]],
  );
  for (const row of rows) state.messages.set(row.id, { ...row, thread: row.thread ?? undefined });
};

const messagesNamed = (event: EventLike): readonly string[] =>
  MessageObserved.is(event) || MessageAttached.is(event) || MessageWithdrawn.is(event) || MessageRestored.is(event)
    ? [event.data.messageId]
    : [];

const threadsNamed = (event: EventLike): readonly string[] => {
  if (ThreadsMerged.is(event)) return [event.data.survivor, ...event.data.absorbed];
  const { data } = event;
  const hasThread =
    typeof data === 'object' && data !== null && 'threadId' in data && typeof data.threadId === 'string';
  return hasThread ? [data.threadId as string] : [];
};

const addressesIn = (event: EventLike): readonly string[] =>
  MessageObserved.is(event) ? participants(event.data, { countBcc: true }).all : [];

const addressesOf = (state: LinksState): readonly string[] => [
  ...[...state.threads.values()].flatMap((thread) => [...thread.participants.keys()]),
  ...[...state.messages.values()].flatMap((message) => message.addresses),
];

const connectedOwner = (events: readonly EventLike[]): string | undefined => {
  for (const event of events) if (AccountConnected.is(event)) return event.data.ownerId;
  return undefined;
};

const recordsOf = (command: LinkCommand): readonly string[] =>
  command.kind === 'reference-changed' ? command.records.map((one) => one.id) : [];

const recordsNamed = (command: LinkCommand): readonly string[] => {
  switch (command.kind) {
    case 'link-deal':
      return [command.dealId];
    case 'link-contact':
    case 'unlink-contact':
      return [command.contactId];
    case 'unlink-deal':
    case 'reference-changed':
      return recordsOf(command);
  }
};
