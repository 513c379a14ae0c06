import { fact, FlagsChanged, type Flags } from '@mailfold/contracts';
import { causeOf, intentToMark } from '../intents.ts';
import type { Observation, OpenIntent } from '../observation.ts';
import { type Message, type MailboxState, placeKey, rulesFor } from '../state.ts';
import type { Facts } from './facts.ts';

/** Flags of known mail against what the server says now. */
export const decideFlags = (state: MailboxState, seen: Extract<Observation, { kind: 'flags' }>): Facts =>
  seen.flags.flatMap(({ uid, flags }) => {
    const row = state.places.get(placeKey({ folderId: seen.folderId, epoch: seen.epoch, uid }));
    const message = state.messages.get(row?.messageId ?? '');
    return message === undefined ? [] : flagsTold(state, message, uid, flags, seen.intents);
  });

/** What a server's word about the flags of a message changes. @param uid where it lies, to tell one word from another */
export const flagsTold = (
  state: MailboxState,
  message: Message,
  uid: number,
  told: Flags,
  intents: readonly OpenIntent[],
): Facts => {
  const { syncReadState } = rulesFor(state).settings;
  // WBK-3: without the setting, what is read there says nothing about here.
  const flags = syncReadState ? told : { ...told, seen: message.flags.seen };
  if (flags.seen !== message.flags.seen) {
    return [changed(message, uid, flags, intentToMark(state, message.id, flags.seen, intents))];
  }
  // WBK-5: marked by us and marked back by somebody since, before sync saw either: both are told.
  const ours = intentToMark(state, message.id, !flags.seen, intents);
  if (ours?.done === true) {
    return [changed(message, uid, { ...flags, seen: !flags.seen }, ours), changed(message, uid, flags, undefined)];
  }
  return equalFlags(flags, message.flags) ? [] : [changed(message, uid, flags, undefined)];
};

const changed = ({ id: messageId }: Message, uid: number, flags: Flags, intent: OpenIntent | undefined) =>
  fact(FlagsChanged, `${messageId} ${uid} ${JSON.stringify(flags)}`, { messageId, flags, ...causeOf(intent) });

const equalFlags = (a: Flags, b: Flags): boolean =>
  a.seen === b.seen && a.flagged === b.flagged && a.answered === b.answered && a.draft === b.draft;
