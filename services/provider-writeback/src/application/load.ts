import {
  AccountDisconnected,
  type EventLike,
  FolderGone,
  FolderRenamed,
  FolderRenumbered,
  MessageAttached,
  SettingsChanged,
  ThreadsMerged,
} from '@mailfold/contracts';
import type { Needs } from '@mailfold/processor';
import type { Sql } from '@mailfold/read-store';
import type { ActionsCommand } from '../domain/commands.ts';
import { type ActionsState, emptyState, rootOf } from '../domain/state.ts';
import { readAccount, readFolders } from './read-account.ts';
import { readIntents, readOpenIntents } from './read-intents.ts';
import { readMessages, readMessagesOfRoots, readThreads } from './read-threads.ts';

/** All that the decisions on these needs may touch, in a handful of statements however many there are. */
export const load = async (sql: Sql, accountId: string, needs: Needs<ActionsCommand>): Promise<ActionsState> => {
  const state = emptyState(accountId);
  const { events, commands } = needs;
  const asked = commands.flatMap(({ body }) => ('threadId' in body ? [body.threadId] : []));
  const told = commands.flatMap(({ body }) => ('intentId' in body ? [body.intentId] : []));
  const needsFolders = asked.length > 0 || events.some(concernsFolders);
  await Promise.all([
    readAccount(sql, state),
    needsFolders ? readFolders(sql, state) : undefined,
    readIntents(sql, state, [...told, ...events.flatMap((event) => textsOf(event, 'intentId'))]),
    events.some(endsIntents) ? readOpenIntents(sql, state) : undefined,
    readThreads(sql, state, [...asked, ...events.flatMap(threadsNamed)]),
  ]);
  // Their threads tell which messages stand at which root.
  await readMessages(sql, state, [...events.flatMap(messagesNamed), ...movedBy(commands)]);
  await readMessagesOfRoots(sql, state, [...rootsOf(state, asked), ...rootsToBringBack(state, events)]);
  return state;
};

const concernsFolders = (event: EventLike): boolean =>
  FolderRenamed.is(event) || FolderGone.is(event) || FolderRenumbered.is(event);

const endsIntents = (event: EventLike): boolean => AccountDisconnected.is(event) || SettingsChanged.is(event);

const movedBy = (commands: Needs<ActionsCommand>['commands']): readonly string[] =>
  commands.flatMap(({ body }) => (body.kind === 'acknowledged' ? body.moves.map((move) => move.messageId) : []));

const threadsNamed = (event: EventLike): readonly string[] =>
  ThreadsMerged.is(event) ? [event.data.survivor, ...event.data.absorbed] : textsOf(event, 'threadId');

const messagesNamed = (event: EventLike): readonly string[] => [
  ...textsOf(event, 'messageId'),
  ...listOf(event, 'messageIds').filter((one) => typeof one === 'string'),
  ...listOf(event, 'moves').flatMap((move) => textsOf({ data: move }, 'messageId')),
];

const valueOf = ({ data }: { readonly data: unknown }, field: string): unknown =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, field)
    ? (data as Record<string, unknown>)[field]
    : undefined;

const textsOf = (event: { readonly data: unknown }, field: string): readonly string[] => {
  const value = valueOf(event, field);
  return typeof value === 'string' ? [value] : [];
};

const listOf = (event: EventLike, field: string): readonly unknown[] => {
  const value = valueOf(event, field);
  return Array.isArray(value) ? value : [];
};

const rootsOf = (state: ActionsState, threads: readonly string[]): readonly string[] =>
  threads.flatMap((id) => rootOf(state, id)?.id ?? []);

/** An archived thread may come back, and then all its messages are named. Few threads are archived while mail arrives. */
const rootsToBringBack = (state: ActionsState, events: readonly EventLike[]): readonly string[] => {
  const merged = rootsOf(state, events.filter((event) => ThreadsMerged.is(event)).flatMap(threadsNamed));
  const touched = rootsOf(state, events.filter((event) => MessageAttached.is(event)).flatMap(threadsNamed));
  const archived = (id: string) => state.threads.get(id)?.archived === true;
  return [...touched.filter(archived), ...(merged.some(archived) ? merged : [])];
};
