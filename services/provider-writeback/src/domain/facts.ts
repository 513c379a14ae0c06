import {
  type DecidedBy,
  fact,
  type FactOf,
  type ProviderChange,
  type ProviderChangeAcknowledged,
  type ProviderChangeAttempted,
  type ProviderChangeOvertaken,
  type ProviderChangeRefused,
  ProviderChangeRequested,
  ThreadArchived,
  ThreadDeleted,
  ThreadMarkedRead,
  ThreadMarkedUnread,
  ThreadUnarchived,
} from '@mailfold/contracts';
import { chunk, uuid5 } from '@mailfold/kernel';
import type { Follows, MessagePlaces } from './state.ts';

/** The five states of a thread have the same data. */
export type WritebackFact = FactOf<
  | typeof ThreadArchived
  | typeof ProviderChangeRequested
  | typeof ProviderChangeAttempted
  | typeof ProviderChangeAcknowledged
  | typeof ProviderChangeRefused
  | typeof ProviderChangeOvertaken
>;

const DEFINITIONS = {
  archive: ThreadArchived,
  unarchive: ThreadUnarchived,
  delete: ThreadDeleted,
  read: ThreadMarkedRead,
  unread: ThreadMarkedUnread,
} as const satisfies Record<ProviderChange, unknown>;

/** An event is at most 256 KiB: so many ids of messages, so many places (an acknowledgement names each twice). */
const MOST_MESSAGES = 4_000;
const MOST_PLACES = 500;

export interface Said {
  readonly threadId: string;
  readonly actionId: string;
  readonly messageIds: readonly string[];
  readonly by: DecidedBy;
  readonly provider: Follows;
}

/** That this is so from now on: one event, or several for a thread of thousands of messages. */
export const threadFacts = (change: ProviderChange, { messageIds, ...said }: Said): WritebackFact[] => {
  const parts = messageIds.length === 0 ? [[]] : [...chunk(messageIds, MOST_MESSAGES)];
  return parts.map((part, nth) =>
    fact(DEFINITIONS[change], nth === 0 ? said.threadId : `${said.threadId} ${nth}`, {
      ...said,
      messageIds: [...part],
    }),
  );
};

export const requestFacts = (
  change: ProviderChange,
  { threadId, actionId }: Pick<Said, 'threadId' | 'actionId'>,
  places: readonly MessagePlaces[],
): WritebackFact[] =>
  inParts(places).map((part, nth) => {
    const intentId = uuid5(actionId, 'intent', String(nth));
    const messages = part.map(({ messageId, locations }) => ({ messageId, locations: [...locations] }));
    return fact(ProviderChangeRequested, intentId, { intentId, actionId, threadId, change, messages });
  });

const inParts = (places: readonly MessagePlaces[]): MessagePlaces[][] => {
  const parts: MessagePlaces[][] = [];
  let room = 0;
  for (const one of places) {
    if (room < one.locations.length) {
      parts.push([]);
      room = MOST_PLACES;
    }
    parts.at(-1)?.push(one);
    room -= one.locations.length;
  }
  return parts;
};
