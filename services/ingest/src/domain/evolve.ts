import {
  type EventLike,
  FlagsChanged,
  MailMissing,
  MessageMoved,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageRestored,
  MessageSkipped,
  MessageWithdrawn,
  RawDeleted,
  type DataOf,
} from '@mailfold/contracts';
import { messageIdKey } from './identify.ts';
import { type MailboxState, placeKey, type Place, type PlaceRow, rulesFor } from './state.ts';
import { evolveFolder } from './evolve-folder.ts';

/** An own event, or a fact about to become one. Folding twice gives the same. */
type Own = EventLike & { readonly occurredAt?: string; readonly meta?: { readonly occurredAt: string } };

/** Folds one event of the ingest stream. */
export const evolve = (state: MailboxState, own: Own): void => {
  const at = own.meta?.occurredAt ?? own.occurredAt ?? '';
  evolveFolder(state, own, at);
  evolveMessage(state, own, at);
};

const evolveMessage = (state: MailboxState, own: Own, at: string): void => {
  if (MessageObserved.is(own)) observed(state, own.data);
  if (MessageMoved.is(own)) moved(state, own.data, at);
  if (FlagsChanged.is(own)) {
    const message = state.messages.get(own.data.messageId);
    if (message !== undefined) message.flags = own.data.flags;
    touch(state, own.data.messageId, own.data.intentId);
  }
  if (MessageWithdrawn.is(own)) {
    const message = state.messages.get(own.data.messageId);
    if (message !== undefined) Object.assign(message, { withdrawn: own.data.reason, withdrawnAt: at });
    touch(state, own.data.messageId, own.data.intentId);
  }
  if (MessageRestored.is(own)) {
    const message = state.messages.get(own.data.messageId);
    const shown = { withdrawn: undefined, withdrawnAt: undefined, rawDeleted: false };
    if (message !== undefined) Object.assign(message, shown);
    touch(state, own.data.messageId, undefined);
  }
  if (RawDeleted.is(own)) {
    const message = state.messages.get(own.data.messageId);
    if (message !== undefined) message.rawDeleted = true;
    touch(state, own.data.messageId, undefined);
  }
  if (MessageQuarantined.is(own)) {
    const { location, reader, code } = own.data;
    setPlace(state, location, { ...unknown, status: 'quarantined', reader, code });
  }
  if (MessageReleased.is(own)) setPlace(state, own.data.location, stored(own.data.messageId));
  if (MailMissing.is(own)) {
    const { folderId, epoch } = own.data;
    for (const uid of uidsIn(own.data.uids))
      setPlace(state, { folderId, epoch, uid }, { ...unknown, status: 'missing' });
  }
  if (MessageSkipped.is(own)) {
    const { folderId, epoch, rule, uids } = own.data;
    const skips = uids.map(([first, last]) => ({ folderId, epoch, first, last, rule }));
    state.skips.push(...skips);
    state.changed.skips.push(...skips);
  }
};

const observed = (state: MailboxState, data: DataOf<typeof MessageObserved>): void => {
  const { messageId: id, identity, flags, receivedAt } = data;
  const idKey = messageIdKey(rulesFor(state), data.internetMessageId);
  const { key: identityKey, providerKey } = identity;
  state.messages.set(id, {
    id,
    identityKey,
    providerKey,
    idKey,
    flags,
    lostAt: undefined,
    withdrawn: undefined,
    withdrawnAt: undefined,
    rawDeleted: false,
    receivedAt,
    usedIntents: new Set(),
  });
  state.byIdentity.set(identityKey, id);
  if (providerKey !== undefined) state.byProvider.set(providerKey, id);
  if (idKey !== undefined) state.idKeys.add(idKey);
  touch(state, id, undefined);
  setPlace(state, data.location, stored(id));
};

const moved = (state: MailboxState, data: DataOf<typeof MessageMoved>, at: string): void => {
  for (const place of data.removed) {
    state.places.delete(placeKey(place));
    state.changed.places.delete(placeKey(place));
    state.changed.removedPlaces.set(placeKey(place), place);
  }
  for (const place of data.added) setPlace(state, place, stored(data.messageId));
  const message = state.messages.get(data.messageId);
  if (message === undefined) return;
  message.lostAt = isLost(state, data.locations) ? (message.lostAt ?? at) : undefined;
  // An intent is used up when the message arrives, not when it leaves.
  touch(state, data.messageId, data.added.length > 0 ? data.intentId : undefined);
};

/** Lies nowhere, or in the trash only. */
const isLost = (state: MailboxState, places: readonly Place[]): boolean =>
  places.every((place) => state.folders.get(place.folderId)?.role === 'trash');

type Line = Omit<PlaceRow, keyof Place>;

const unknown = { messageId: undefined, reader: undefined, code: undefined };

const stored = (messageId: string): Line => ({ ...unknown, status: 'stored', messageId });

const setPlace = (state: MailboxState, place: Place, line: Line): void => {
  const key = placeKey(place);
  state.places.set(key, { ...place, ...line });
  state.changed.places.add(key);
  state.changed.removedPlaces.delete(key);
};

const touch = (state: MailboxState, messageId: string, intentId: string | undefined): void => {
  if (intentId !== undefined) state.messages.get(messageId)?.usedIntents.add(intentId);
  state.changed.messages.add(messageId);
};

function* uidsIn(ranges: readonly (readonly [number, number])[]): Generator<number> {
  for (const [first, last] of ranges) for (let uid = first; uid <= last; uid += 1) yield uid;
}
