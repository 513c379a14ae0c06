import type { MessageFlags } from '@mailfold/mail-provider';

export const NO_FLAGS: MessageFlags = { seen: false, flagged: false, answered: false, draft: false };

/** System flags are case-insensitive (RFC 3501 §2.3.2), and servers do differ. */
export function messageFlags(flags: ReadonlySet<string> | undefined): MessageFlags {
  if (flags === undefined || flags.size === 0) return NO_FLAGS;
  const names = new Set([...flags].map((flag) => flag.toLowerCase()));
  return {
    seen: names.has('\\seen'),
    flagged: names.has('\\flagged'),
    answered: names.has('\\answered'),
    draft: names.has('\\draft'),
  };
}
