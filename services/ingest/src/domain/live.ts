import type { MailboxRules } from './mailbox-rules.ts';
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
  if (seen.receivedAt < rules.connectedAt) return false;
  return sentAt === undefined || Date.parse(seen.receivedAt) - Date.parse(sentAt) <= WEEK;
};
