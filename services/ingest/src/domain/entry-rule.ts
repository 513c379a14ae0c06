import type { HeaderFields } from '@mailfold/mail';
import { startOf, type MailboxRules } from './mailbox-rules.ts';
import type { SeenMessage, SkipRule } from './observation.ts';
import { isBlocked } from './screening.ts';
import type { Folder } from './state.ts';

/**
 * The rule that keeps a message out which is not known here; none: it is stored (SCO-1, SCO-4). The worker asks before it stores any
 * bytes, the decider when it decides.
 */
export const entryRule = (
  rules: MailboxRules,
  folder: Pick<Folder, 'watch'>,
  { receivedAt }: Pick<SeenMessage, 'receivedAt'>,
  headers: HeaderFields,
): SkipRule | undefined => {
  if (folder.watch !== 'content') return 'location-only';
  const start = startOf(rules.start);
  if (start !== undefined && receivedAt < start) return 'before-start';
  return isBlocked(rules, headers) ? 'blocked' : undefined;
};
