import {
  fact,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageRestored,
  type DataOf,
} from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { entryRule } from '../entry-rule.ts';
import { identify, type Identified } from '../identify.ts';
import { intentThatBrought } from '../intents.ts';
import { isLive } from '../live.ts';
import type { Content, Observation, SeenMessage, SkipRule } from '../observation.ts';
import {
  lacksRaw,
  placeKey,
  placesOf,
  rulesFor,
  skipOf,
  type Folder,
  type MailboxState,
  type Place,
} from '../state.ts';
import { toldPlaces } from '../told-places.ts';
import type { Facts, IngestFact } from './facts.ts';
import { flagsTold } from './flags.ts';
import { isBeforeStart } from './scope.ts';
import { skip } from './skip.ts';

type Seen = Extract<Observation, { kind: 'messages' }>;
type Parsed = Extract<Content, { status: 'parsed' }>;

/** Version of the reader that is named in quarantines; another version tries again (ING-5). */
export interface ReaderVersion {
  readonly reader: string;
}

/**
 * Mail that was read, in the order of the answers. Decided one by one: what one adds, the next must know, so `evolve` is
 * called with each fact.
 */
export const decideMessages = (
  state: MailboxState,
  seen: Seen,
  version: ReaderVersion,
  evolve: (facts: Facts) => void,
): Facts => {
  const folder = state.folders.get(seen.folderId);
  if (folder === undefined || folder.epoch !== seen.epoch) return [];
  const facts: IngestFact[] = [];
  const skipped = new Map<SkipRule, number[]>();
  for (const message of seen.messages) {
    const outcome = decideMessage(state, folder, message, seen, version);
    if (typeof outcome === 'string') skipped.set(outcome, [...(skipped.get(outcome) ?? []), message.uid]);
    else {
      facts.push(...outcome);
      evolve(outcome);
    }
  }
  const skips = [...skipped].map(([rule, uids]) => skip(folder, uids, rule));
  evolve(skips);
  return [...facts, ...skips];
};

const decideMessage = (
  state: MailboxState,
  folder: Folder,
  seen: SeenMessage,
  { intents }: Seen,
  version: ReaderVersion,
): Facts | SkipRule => {
  const location: Place = { folderId: folder.id, epoch: folder.epoch, uid: seen.uid };
  const row = state.places.get(placeKey(location));
  const skipped = skipOf(state, location);
  const isStored = row?.status === 'stored';
  if ((isStored && !lacksRaw(state, location)) || (skipped !== undefined && skipped.rule !== 'no-contact')) return [];
  const cause = uuid5(NAMESPACES.message, state.accountId, folder.id, String(folder.epoch), String(seen.uid));
  const { content } = seen;
  if (content.status === 'rejected') {
    if (row?.reader === version.reader) return [];
    if (folder.watch === 'none') return [];
    return folder.watch === 'location' ? 'location-only' : [quarantine(location, seen, content, cause, version)];
  }
  const identified = identify(state, content);
  const released =
    row?.status === 'quarantined'
      ? [{ ...fact(MessageReleased, placeKey(location), { location, messageId: identified.messageId }), cause }]
      : [];
  if (identified.known) {
    const { messageId } = identified;
    const placed = isStored && row.messageId === messageId ? [] : [place(state, location, messageId, intents)];
    const flags = flagsOnArrival(state, folder, seen, messageId, intents);
    return [...released, ...placed, ...restoredBy(state, folder, location, messageId, seen), ...flags];
  }
  // Out of scope: only whether mail of ours lies there was asked (ING-7).
  if (folder.watch === 'none') return [];
  const rule = entryRule(rulesFor(state), folder, seen, content.headers, state.contacts);
  if (rule === 'no-contact' && skipped !== undefined) return [];
  if (rule !== undefined) return rule;
  // Kept out by a rule that no longer holds: its bytes were not stored, so it is asked for again.
  if (seen.raw === undefined) return [];
  return [...released, observeNew(state, folder, seen, content, identified, location, cause)];
};

const quarantine = (
  location: Place,
  seen: SeenMessage,
  content: Extract<Content, { status: 'rejected' }>,
  cause: string,
  { reader }: ReaderVersion,
): IngestFact => ({
  // Each version of the reader judges once: its word is an event of its own.
  ...fact(MessageQuarantined, `${placeKey(location)} ${reader}`, {
    location,
    code: content.code,
    reason: content.reason,
    size: seen.size,
    ...(seen.raw === undefined ? {} : { raw: seen.raw }),
    reader,
  }),
  cause,
  occurredAt: seen.receivedAt,
  origin: 'backfill',
});

/** A message that is known lies in one more place: moved, copied, labelled, numbered anew or uploaded again (ING-1). */
const place = (state: MailboxState, location: Place, messageId: string, intents: Seen['intents']): IngestFact => {
  const known = placesOf(state, messageId);
  const removed = known.filter((one) => one.folderId === location.folderId && one.epoch !== location.epoch);
  const locations = [...known.filter((one) => !removed.includes(one)), location];
  return fact(MessageMoved, placeKey(location), {
    messageId,
    locations: toldPlaces(locations),
    added: [location],
    removed,
    ...intentThatBrought(state, messageId, location, intents),
  });
};

/** ING-6: what the provider has again shows again; it is history, not new mail. The trash brings nothing back. */
const restoredBy = (
  state: MailboxState,
  folder: Folder,
  location: Place,
  messageId: string,
  { raw, content }: SeenMessage,
): Facts => {
  const message = state.messages.get(messageId);
  if (message?.withdrawn === undefined || folder.watch !== 'content') return [];
  if (message.withdrawn === 'out-of-scope' && isBeforeStart(state, message)) return [];
  if (!message.rawDeleted) {
    const restored = fact(MessageRestored, placeKey(location), { messageId, reason: 'seen-again' as const });
    return [{ ...restored, origin: 'backfill' }];
  }
  if (raw === undefined || content.status !== 'parsed') return [];
  const reason = lacksRaw(state, location) ? ('in-scope' as const) : ('seen-again' as const);
  const restored = { messageId, reason, content: { raw, ...storedContent(content) } };
  return [{ ...fact(MessageRestored, placeKey(location), restored), origin: 'backfill' }];
};

/** Mail that was moved may have been marked before or after: its newest place tells. A copy from the past tells nothing. */
const flagsOnArrival = (
  state: MailboxState,
  folder: Folder,
  { uid, flags }: SeenMessage,
  messageId: string,
  intents: Seen['intents'],
): Facts => {
  const message = state.messages.get(messageId);
  const isNews = folder.through !== undefined && uid > folder.through;
  const isAlone = placesOf(state, messageId).every((one) => one.folderId === folder.id && one.epoch !== folder.epoch);
  return message !== undefined && (isNews || isAlone) ? flagsTold(state, message, uid, flags, intents) : [];
};

const observeNew = (
  state: MailboxState,
  folder: Folder,
  seen: SeenMessage,
  content: Parsed,
  identified: Identified,
  location: Place,
  cause: string,
): IngestFact => {
  const data: DataOf<typeof MessageObserved> = {
    messageId: identified.messageId,
    identity: { ...identified.identity, hash: 'hash@1' },
    location,
    flags: seen.flags,
    receivedAt: seen.receivedAt,
    ...(content.headers.date === undefined ? {} : { sentAt: content.headers.date }),
    direction: directionOf(state, folder, seen, content),
    size: seen.size,
    ...addressed(content),
    ...(seen.providerThreadId === undefined ? {} : { providerThreadId: seen.providerThreadId }),
    raw: seen.raw ?? '',
    ...storedContent(content),
    ...(content.textDigest === undefined ? {} : { textDigest: content.textDigest }),
    sharesMessageId: identified.sharesMessageId,
  };
  const origin = isLive(rulesFor(state), folder, seen, content.headers.date) ? 'live' : 'backfill';
  return { ...fact(MessageObserved, identified.messageId, data), cause, occurredAt: seen.receivedAt, origin };
};

const storedContent = ({ text, html, attachments }: Parsed) => ({
  ...(text === undefined ? {} : { text }),
  ...(html === undefined ? {} : { html }),
  attachments: [...attachments],
});

const directionOf = (state: MailboxState, folder: Folder, seen: SeenMessage, content: Parsed) => {
  if (folder.role === 'drafts' || seen.flags.draft) return 'draft' as const;
  const from = content.headers.from[0]?.address ?? content.headers.sender?.address;
  return from !== undefined && rulesFor(state).own.includes(from) ? ('sent' as const) : ('received' as const);
};

const addressed = ({ headers }: Parsed) => ({
  ...(headers.messageId === undefined ? {} : { internetMessageId: headers.messageId }),
  inReplyTo: [...headers.inReplyTo],
  references: [...headers.references],
  subject: headers.subject,
  from: [...headers.from],
  ...(headers.sender === undefined ? {} : { sender: headers.sender }),
  replyTo: [...headers.replyTo],
  to: [...headers.to],
  cc: [...headers.cc],
  bcc: [...headers.bcc],
  automated: headers.listId !== undefined || (headers.autoSubmitted ?? 'no') !== 'no',
});
