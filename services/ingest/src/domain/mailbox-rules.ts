import type { AccountConnected, AccountSettings, DataOf, Scope, Start } from '@mailfold/contracts';
import { keyedHash } from '@mailfold/kernel';
import { normaliseAddress } from '@mailfold/mail';

/** What ingest goes by in an account; folded from `account.…` events. */
export interface MailboxRules {
  readonly own: readonly string[];
  readonly hashKey: string;
  readonly settings: AccountSettings;
  readonly scope: Scope;
  readonly start: Start;
  readonly connectedAt: string;
}

export const rulesOf = (account: DataOf<typeof AccountConnected>, connectedAt: string): MailboxRules => ({
  own: [account.address, ...account.aliases].map((address) => normaliseAddress(address) ?? address),
  hashKey: account.hashKey,
  settings: account.settings,
  scope: account.scope,
  start: account.start,
  connectedAt,
});

/** Nothing older is stored (SCO-1). */
export const startOf = (start: Start): string | undefined => (start.kind === 'now' ? start.at : start.since);

/** A keyed digest that stands for personal data in rows and events: 132 bits as base64url. */
export const keyed = (rules: MailboxRules, domain: string, text: string): string =>
  keyedHash(Buffer.from(rules.hashKey, 'base64url'), domain, text).toString('base64url').slice(0, 22);
