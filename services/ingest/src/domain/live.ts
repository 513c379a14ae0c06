import { type MailboxRules, SECONDS } from './mailbox-rules.ts';
import type { SeenMessage } from './observation.ts';
import type { Folder } from './state.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

/**
 * ING-3: *live* means a UID given after the folder went live, INTERNALDATE after the connection, and a Date (if it can be
 * read) no more than seven days older than INTERNALDATE. That its identity was never seen, the caller knows.
 */
export const isLive = (
  rules: MailboxRules,
  folder: Folder,
  seen: Pick<SeenMessage, 'uid' | 'receivedAt'>,
  sentAt: string | undefined,
): boolean => {
  if (folder.through === undefined || seen.uid <= folder.through) return false;
  // INTERNALDATE knows seconds only (RFC 9051 §2.3.3): within the second of the connection the UID decides.
  if (seen.receivedAt.slice(0, SECONDS) < rules.connectedAt.slice(0, SECONDS)) return false;
  return sentAt === undefined || Date.parse(seen.receivedAt) - Date.parse(sentAt) <= WEEK;
};
