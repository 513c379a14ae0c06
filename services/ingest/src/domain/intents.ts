import type { FolderRole } from '@mailfold/contracts';
import type { OpenIntent } from './observation.ts';
import { placeKey, type MailboxState, type Place } from './state.ts';

type Change = OpenIntent['change'];
interface Cause {
  readonly intentId?: string;
}

/** Where a change takes mail to; a folder that was made for it has its role by its name. */
const LEADS_TO: Readonly<Record<Change, readonly FolderRole[]>> = {
  archive: ['archive', 'all'],
  unarchive: ['inbox'],
  delete: ['trash'],
  read: [],
  unread: [],
};

/**
 * The intent of ours that took a message from exactly this place (WBK-5). A place is left once, so nothing is used up:
 * the message has yet to arrive.
 */
export const intentThatTook = (messageId: string, place: Place, intents: readonly OpenIntent[]): Cause =>
  causeOf(intents.find((one) => moves(one) && one.messageIds.includes(messageId) && includes(one.from, place)));

/** The intent of ours that brought a message here: where the server said, or else once to where such a change leads (WBK-5). */
export const intentThatBrought = (
  state: MailboxState,
  messageId: string,
  place: Place,
  intents: readonly OpenIntent[],
): Cause => {
  const about = intents.filter((one) => moves(one) && one.messageIds.includes(messageId));
  const role = state.folders.get(place.folderId)?.role ?? 'none';
  const used = state.messages.get(messageId)?.usedIntents;
  return causeOf(
    about.find((one) => includes(one.to, place)) ??
      about.find((one) => LEADS_TO[one.change].includes(role) && used?.has(one.intentId) !== true),
  );
};

/** An intent of ours to mark this message so, each used once (WBK-5). */
export const intentToMark = (
  state: MailboxState,
  messageId: string,
  seen: boolean,
  intents: readonly OpenIntent[],
): OpenIntent | undefined => {
  const used = state.messages.get(messageId)?.usedIntents;
  const change = seen ? 'read' : 'unread';
  return intents.find(
    (one) => one.change === change && one.messageIds.includes(messageId) && used?.has(one.intentId) !== true,
  );
};

export const causeOf = (intent: OpenIntent | undefined): Cause =>
  intent === undefined ? {} : { intentId: intent.intentId };

const moves = ({ change }: OpenIntent): boolean => LEADS_TO[change].length > 0;

const includes = (places: readonly Place[], place: Place): boolean =>
  places.some((one) => placeKey(one) === placeKey(place));
