import type { MessageFlags } from '@mailfold/mail-provider';

/** System flags are case-insensitive (RFC 3501 §2.3.2), and servers do differ. Once a message: no lists are made. */
export function messageFlags(flags: ReadonlySet<string> | undefined): MessageFlags {
  const found = { seen: false, flagged: false, answered: false, draft: false };
  for (const flag of flags ?? []) {
    switch (flag.toLowerCase()) {
      case '\\seen':
        found.seen = true;
        break;
      case '\\flagged':
        found.flagged = true;
        break;
      case '\\answered':
        found.answered = true;
        break;
      case '\\draft':
        found.draft = true;
        break;
      default: // keywords, \Deleted and \Recent are nobody's concern here
    }
  }
  return found;
}
