import type { FetchResult, MailSession } from '@mailfold/mail-provider';
import type { TaskMessage } from './task.ts';

/** A move gives the highest UIDs; so many others may have come behind. */
const COME_BEHIND = 50;
const PIECE = 20;

/**
 * Which of these messages lie in the folder: asked when they left their places and nobody said where to, as after a lost
 * answer (E13). COPY and MOVE keep INTERNALDATE (RFC 9051 §6.4.7) and never change the bytes; together they tell a message.
 */
export const findArrived = async (
  session: MailSession,
  path: string,
  messages: readonly TaskMessage[],
): Promise<ReadonlyMap<string, { readonly epoch: number; readonly uid: number }>> => {
  const arrived = new Map<string, { readonly epoch: number; readonly uid: number }>();
  const { epoch, uidNext } = await session.open(path);
  const most = messages.length + COME_BEHIND;
  let left = (await session.uids(path, { from: Math.max(1, uidNext - 10 * most) })).slice(-most);
  while (left.length > 0 && arrived.size < messages.length) {
    const result = await session.fetch(path, left.slice(-PIECE), epoch);
    for (const { uid, key } of seenIn(result)) {
      const message = messages.find((one) => keyOf(one) === key && !arrived.has(one.messageId));
      if (message !== undefined) arrived.set(message.messageId, { epoch, uid });
    }
    left = [...left.slice(0, -PIECE), ...result.later];
  }
  return arrived;
};

const seenIn = ({ messages }: FetchResult): readonly { readonly uid: number; readonly key: string }[] =>
  messages.map(({ uid, receivedAt, size }) => ({ uid, key: keyOf({ receivedAt: receivedAt.toISOString(), size }) }));

const keyOf = ({ receivedAt, size }: Pick<TaskMessage, 'receivedAt' | 'size'>): string =>
  `${Math.floor(Date.parse(receivedAt) / 1000)} ${size}`;
