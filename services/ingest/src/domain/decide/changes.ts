import { fact, MailMissing, MessageMoved, MessageWithdrawn } from '@mailfold/contracts';
import { intentThatTook } from '../intents.ts';
import type { Observation } from '../observation.ts';
import { lacksRaw, placeKey, placesOf, rulesFor, type MailboxState, type Place } from '../state.ts';
import { toldPlaces } from '../told-places.ts';
import { toRanges } from '../uid-ranges.ts';
import type { Facts } from './facts.ts';

type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** UIDs that the server no longer has. */
export const decideVanished = (state: MailboxState, seen: Of<'vanished'>, evolve: (facts: Facts) => void): Facts => {
  const facts = [];
  for (const uid of seen.uids) {
    const place: Place = { folderId: seen.folderId, epoch: seen.epoch, uid };
    const messageId = state.places.get(placeKey(place))?.messageId;
    if (messageId === undefined) continue;
    const locations = placesOf(state, messageId).filter((one) => placeKey(one) !== placeKey(place));
    const moved = fact(MessageMoved, `${placeKey(place)} gone`, {
      messageId,
      locations: toldPlaces(locations),
      added: [],
      removed: [place],
      ...intentThatTook(messageId, place, seen.intents),
    });
    facts.push(moved);
    evolve([moved]);
  }
  return facts;
};

export const decideMissing = (state: MailboxState, seen: Of<'missing'>): Facts => {
  const uids = seen.uids.filter((uid) => {
    const place = { folderId: seen.folderId, epoch: seen.epoch, uid };
    return !state.places.has(placeKey(place)) || lacksRaw(state, place);
  });
  if (uids.length === 0) return [];
  const ranges = toRanges(uids);
  return [
    fact(MailMissing, `${seen.folderId} ${seen.epoch} ${ranges.join(' ')}`, {
      folderId: seen.folderId,
      epoch: seen.epoch,
      uids: ranges,
      reason: seen.reason,
    }),
  ];
};

/**
 * ING-7: a message that lies nowhere although every folder was looked through since is deleted, and so is one that lies in
 * the trash only. With the setting off it is *gone, kept*: it stays here.
 */
export const decideLost = (state: MailboxState, { before }: Of<'looked-everywhere'>): Facts => {
  if (!rulesFor(state).settings.removeWhenDeletedAtProvider) return [];
  return [...state.messages.values()]
    .filter((message) => !message.withdrawn && message.lostAt !== undefined && message.lostAt < before)
    .map((message) =>
      fact(MessageWithdrawn, message.id, { messageId: message.id, reason: 'deleted-at-provider' as const }),
    );
};
