import type { AccountConnected, DataOf } from '@mailfold/contracts';
import { keyedHash } from '@mailfold/kernel';
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
  const key = Buffer.from(rules.hashKey, 'base64url');
  const mailbox: Mailbox = { own: new Set(rules.own), companyDomains: new Set(rules.companyDomains) };
  // A message is asked for when it is loaded and when it is decided on.
  const made = new WeakMap<ObservedMessage, readonly string[]>();
  const hashed = (domain: string, text: string): string =>
    keyedHash(key, domain, text).toString('base64url').slice(0, JOIN_CHARACTERS);
  return {
    policy: policy.name,
    joins: (message) => {
      const known = made.get(message);
      if (known !== undefined) return known;
      const joins = policy.joins(message, mailbox).map((join) => hashed(policy.name, join));
      made.set(message, joins);
      return joins;
    },
    messageIdKey: (internetMessageId) => hashed('message-id', internetMessageId),
  };
};
