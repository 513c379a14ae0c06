import type { DataOf, MessageObserved } from '@mailfold/contracts';

export type ObservedMessage = DataOf<typeof MessageObserved>;

/** What a policy may know of the account that a message lies in. */
export interface Mailbox {
  /** The account's own addresses, normalised. */
  readonly own: ReadonlySet<string>;
  /** Domains of colleagues, lower case. */
  readonly companyDomains: ReadonlySet<string>;
}

/**
 * A rule of what belongs together: two messages that share a join are in one thread, and threads are the connected
 * components. So the partition depends on the set of messages alone, never on the order in which they came (THR-1).
 */
export interface ThreadingPolicy {
  /** Name and version; a change of meaning is a new version. */
  readonly name: string;
  /** Plain texts, each of which names one reason to belong together; none: the message stands alone. */
  joins(message: ObservedMessage, mailbox: Mailbox): readonly string[];
}
