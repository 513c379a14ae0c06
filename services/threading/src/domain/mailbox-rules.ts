import type { AccountConnected, DataOf } from '@mailfold/contracts';
import { keyedHash, sha256Base64url } from '@mailfold/kernel';
import { normaliseAddress } from '@mailfold/mail';
import { policyNamed } from './policies/policy-named.ts';
import type { Mailbox, ObservedMessage } from './policy.ts';

/** 96 bits: two of a billion joins meet by chance about once in a hundred billion accounts. */
const JOIN_CHARACTERS = 16;

/** What threading knows of an account, from `account.AccountConnected`. */
export interface MailboxRules {
  readonly own: readonly string[];
  readonly companyDomains: readonly string[];
  readonly policy: string;
  /** base64url. */
  readonly hashKey: string;
}

export const rulesOf = (account: DataOf<typeof AccountConnected>): MailboxRules => ({
  own: [account.address, ...account.aliases].map((address) => normaliseAddress(address) ?? address),
  companyDomains: account.companyDomains,
  policy: account.threadingPolicy,
  hashKey: account.hashKey,
});

/** Makes the joins of messages, and the keys of their Message-IDs, as keyed hashes: none of them shows an address or a subject. */
export interface Joiner {
  readonly policy: string;
  joins(message: ObservedMessage): readonly string[];
  messageIdKey(internetMessageId: string): string;
}

export const joinerFor = (rules: MailboxRules): Joiner => {
  const policy = policyNamed(rules.policy);
  const mailbox: Mailbox = { own: new Set(rules.own), companyDomains: new Set(rules.companyDomains) };
  const joinOf = digester(rules, policy.name);
  const made = new Map<ObservedMessage, readonly string[]>();
  const make = (message: ObservedMessage): readonly string[] => {
    const joins = policy.joins(message, mailbox).map(joinOf);
    made.set(message, joins);
    return joins;
  };
  return {
    policy: policy.name,
    // A message is asked for when it is loaded and when it is decided on.
    joins: (message) => made.get(message) ?? make(message),
    messageIdKey: digester(rules, 'message-id'),
  };
};

/**
 * Digests that nobody can make or guess without the account's key. The secret is as long as a block of SHA-256, and less than half
 * of the digest is shown, so it cannot be lengthened: an HMAC would be no safer and takes four times as long.
 */
const digester = ({ hashKey }: MailboxRules, domain: string): ((text: string) => string) => {
  const secret = keyedHash(Buffer.from(hashKey, 'base64url'), domain).toString('hex');
  return (text) => sha256Base64url(secret + text).slice(0, JOIN_CHARACTERS);
};
