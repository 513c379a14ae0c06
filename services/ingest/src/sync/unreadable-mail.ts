import type { FetchResult } from '@mailfold/mail-provider';
import type { SeenMessage } from '../domain/observation.ts';
import { type ReadingParts, seenOf } from './read-mail.ts';

/** What the server refuses, and what is too large, is quarantined with its reason (ING-5, S8, X16). */
export const unreadableMail = async (
  { accountId, blobs }: Pick<ReadingParts, 'accountId' | 'blobs'>,
  result: Pick<FetchResult, 'tooLarge' | 'refused'>,
): Promise<SeenMessage[]> => {
  const headers = result.tooLarge.map((one) => one.header);
  const refs = headers.length === 0 ? [] : await blobs.put(accountId, headers);
  const tooLarge = result.tooLarge.map(({ uid, size }, nth) => ({
    ...unread(uid, size),
    ...(refs[nth] === undefined ? {} : { raw: refs[nth] }),
    content: {
      status: 'rejected' as const,
      code: 'ingest/too-large',
      reason: `The message has ${size} bytes, more than the limit; only its header was stored.`,
    },
  }));
  const refused = result.refused.map(({ uid, reason }) => ({
    ...unread(uid, 0),
    content: {
      status: 'rejected' as const,
      code: 'ingest/refused',
      reason: `The server does not give it: ${reason}`,
    },
  }));
  return [...tooLarge, ...refused];
};

const unread = (uid: number, size: number): Omit<SeenMessage, 'content'> =>
  seenOf({ uid, size, receivedAt: new Date(0), flags: { seen: false, flagged: false, answered: false, draft: false } });
