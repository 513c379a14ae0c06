import type { HeaderFields } from '@mailfold/mail';
import { startOf, type MailboxRules } from './mailbox-rules.ts';
import type { SeenMessage, SkipRule } from './observation.ts';
import { isBlocked, isForContacts, othersIn } from './screening.ts';
import type { Folder } from './state.ts';

/**
 * The rule that keeps a message out which is not known here; none: it is stored (SCO-1, SCO-4). The worker asks before it stores any
 * bytes, the decider when it decides.
 * @param contacts of the participants' addresses those of contacts; needed only where nobody else's mail is stored (SCO-6)
 */
export const entryRule = (
  rules: MailboxRules,
  folder: Pick<Folder, 'watch'>,
  { receivedAt }: Pick<SeenMessage, 'receivedAt'>,
  headers: HeaderFields,
  contacts: ReadonlySet<string>,
): SkipRule | undefined => {
  const kept = scopeRule(rules, folder, { receivedAt });
  if (kept !== undefined) return kept;
  if (isBlocked(rules, headers)) return 'blocked';
  const isNobody = isForContacts(rules) && !othersIn(rules, headers).some((one) => contacts.has(one));
  return isNobody ? 'no-contact' : undefined;
};

/** What of this holds of mail that was let in once, too: the lists and policies are about what comes. */
export const scopeRule = (
  rules: MailboxRules,
  folder: Pick<Folder, 'watch'>,
  { receivedAt }: Pick<SeenMessage, 'receivedAt'>,
): SkipRule | undefined => {
  if (folder.watch !== 'content') return 'location-only';
  const start = startOf(rules.start);
  return start !== undefined && receivedAt < start ? 'before-start' : undefined;
};
