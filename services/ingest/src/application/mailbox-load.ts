import { AccountConnected, MessageMoved, MessageObserved, type EventLike } from '@mailfold/contracts';
import type { Needs } from '@mailfold/processor';
import type { Sql } from '@mailfold/read-store';
import { rulesOf, type MailboxRules } from '../domain/mailbox-rules.ts';
import type { Observation } from '../domain/observation.ts';
import { emptyState, type Folder, type MailboxState, type Place, type Proof } from '../domain/state.ts';
import { isForContacts, othersIn } from '../domain/screening.ts';
import { contactsAmong, lockContacts } from './contact-reactor.ts';
import { loadSums } from './ledger-sums.ts';
import { loadLastPlaces, loadMessages, loadPlaces, loadSkips } from './mailbox-rows.ts';

/** What the decisions on these observations, or the folding of these events, may touch. */
export const loadMailbox = async (sql: Sql, accountId: string, needs: Needs<Observation>): Promise<MailboxState> => {
  const state = emptyState(accountId);
  const seen = needs.commands.map((command) => command.body);
  const events: readonly EventLike[] = needs.events;
  const placesLookedAt = seen.flatMap(placesSeen);
  const [rules] = await Promise.all([
    loadRules(sql, accountId),
    loadFolders(sql, state),
    loadPlaces(sql, state, [...placesLookedAt, ...events.flatMap(placesNamed)]),
    loadSkips(sql, state, [...placesLookedAt, ...seen.flatMap(placesSkipped)]),
  ]);
  state.rules = rules ?? connectedIn(needs);
  if (state.rules === undefined) return emptyState(accountId);
  await loadContacts(sql, state, needs);
  for (const one of seen) if (one.kind === 'folders') await loadLastPlaces(sql, state, one.folders);
  await loadMessages(sql, state, {
    ids: [
      ...events.flatMap(messagesNamed),
      ...seen.flatMap((one) => (one.kind === 'scope' ? one.messageIds : [])),
      ...seen.flatMap((one) => (one.kind === 'raw-due' ? one.messages.map(({ messageId }) => messageId) : [])),
      ...[...state.places.values()].flatMap((place) => place.messageId ?? []),
    ],
    ...identitiesOf(seen, events),
    lostBefore: seen.flatMap((one) => (one.kind === 'looked-everywhere' ? one.before : [])).at(0),
  });
  for (const one of seen) if (one.kind === 'listed') await loadSums(sql, state, one.folders);
  return state;
};

/** SCO-6: read under the lock of the tenant's contacts. */
const loadContacts = async (sql: Sql, state: MailboxState, needs: Needs<Observation>): Promise<void> => {
  const { rules } = state;
  const tenantId = needs.commands[0]?.tenantId;
  if (rules === undefined || tenantId === undefined || !isForContacts(rules)) return;
  const contents = needs.commands.flatMap(({ body }) => (body.kind === 'messages' ? body.messages : []));
  const addresses = contents.flatMap(({ content }) =>
    content.status === 'parsed' ? othersIn(rules, content.headers) : [],
  );
  if (addresses.length === 0) return;
  await lockContacts(sql, tenantId);
  for (const one of await contactsAmong(sql, tenantId, [...new Set(addresses)])) state.contacts.add(one);
};

const loadRules = async (sql: Sql, accountId: string): Promise<MailboxRules | undefined> => {
  const [row] = await sql.query<{ rules: MailboxRules }>('select rules from ingest.rules where account = $1', [
    accountId,
  ]);
  return row?.rules;
};

const connectedIn = (needs: Needs<Observation>): MailboxRules | undefined => {
  for (const event of needs.events) if (AccountConnected.is(event)) return rulesOf(event.data, event.meta.occurredAt);
  return undefined;
};

interface FolderRow extends Omit<Folder, 'delimiter' | 'mailboxId' | 'parked' | 'through' | 'proof'> {
  readonly delimiter: string | null;
  readonly mailboxId: string | null;
  readonly parked: string | null;
  readonly through: number | null;
  readonly proof: Proof | null;
}

const loadFolders = async (sql: Sql, state: MailboxState): Promise<void> => {
  const rows = await sql.query<FolderRow>(
    `select folder as id, path, delimiter, mailbox_id as "mailboxId", role, epoch, watch, gone, parked, through, backfilled, proof from ingest.folder where account = $1`,
    [state.accountId],
  );
  for (const { delimiter, mailboxId, parked, through, proof, ...row } of rows) {
    const optional = {
      delimiter: delimiter ?? undefined,
      mailboxId: mailboxId ?? undefined,
      parked: parked ?? undefined,
      through: through ?? undefined,
      proof: proof ?? undefined,
    };
    state.folders.set(row.id, { ...row, ...optional });
  }
};

const placesSeen = (seen: Observation): Place[] => {
  switch (seen.kind) {
    case 'messages':
      return seen.messages.map(({ uid }) => ({ folderId: seen.folderId, epoch: seen.epoch, uid }));
    case 'flags':
      return seen.flags.map(({ uid }) => ({ folderId: seen.folderId, epoch: seen.epoch, uid }));
    case 'vanished':
    case 'missing':
      return seen.uids.map((uid) => ({ folderId: seen.folderId, epoch: seen.epoch, uid }));
    case 'folders':
    case 'skipped':
    case 'backfilled':
    case 'looked-everywhere':
    case 'scope':
    case 'raw-due':
    case 'listed':
      return [];
  }
};

const placesSkipped = (seen: Observation): Place[] =>
  seen.kind === 'skipped' ? seen.uids.map((uid) => ({ folderId: seen.folderId, epoch: seen.epoch, uid })) : [];

const placesNamed = (event: EventLike): readonly Place[] => {
  if (MessageObserved.is(event)) return [event.data.location];
  return MessageMoved.is(event) ? [...event.data.added, ...event.data.removed] : [];
};

const messagesNamed = ({ data }: EventLike): string[] =>
  typeof data === 'object' && data !== null && 'messageId' in data && typeof data.messageId === 'string'
    ? [data.messageId]
    : [];

const identitiesOf = (seen: readonly Observation[], events: readonly EventLike[]) => {
  const identities = seen
    .flatMap((one) => (one.kind === 'messages' ? one.messages : []))
    .flatMap(({ content }) => (content.status === 'parsed' ? [content.identity] : []));
  const folded = events.flatMap((event) => (MessageObserved.is(event) ? [event.data.identity.key] : []));
  return {
    identityKeys: [...identities.map((one) => one.key), ...folded],
    providerKeys: identities.flatMap((one) => one.providerKey ?? []),
    idKeys: identities.flatMap((one) => one.idKey ?? []),
  };
};
