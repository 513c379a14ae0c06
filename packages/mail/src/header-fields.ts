import type { MailAddress } from './address.ts';

/** What the header of a message says, decoded; what could not be read is absent or empty, never an error. */
export interface HeaderFields {
  /** Without angle brackets; absent when there is none or it is not usable. */
  readonly messageId?: string;
  readonly inReplyTo: readonly string[];
  /** Oldest first, as in the header. */
  readonly references: readonly string[];
  readonly from: readonly MailAddress[];
  readonly sender?: MailAddress;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  /** Encoded words decoded, unfolded; empty when there is none. */
  readonly subject: string;
  /** ISO 8601 in UTC; absent when there is none or it cannot be read. May be absurd: mail says 1970 and 2099. */
  readonly date?: string;
  /** RFC 2919, without angle brackets. */
  readonly listId?: string;
  /** RFC 3834 §5, the keyword in lower case: `auto-replied`, `auto-generated`, `no`. */
  readonly autoSubmitted?: string;
}

export const emptyHeaderFields: HeaderFields = {
  inReplyTo: [],
  references: [],
  from: [],
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  subject: '',
};
