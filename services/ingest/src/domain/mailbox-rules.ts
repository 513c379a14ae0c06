import type { AccountConnected, AccountSettings, DataOf, Scope, Start } from '@mailfold/contracts';
import { keyedHash } from '@mailfold/kernel';
import { normaliseAddress } from '@mailfold/mail';
import type { Screening } from './block-lists/block-lists.ts';

/** What ingest goes by in an account; folded from `account.…` events. */
export interface MailboxRules {
  readonly own: readonly string[];
  readonly hashKey: string;
  readonly settings: AccountSettings;
  readonly scope: Scope;
  readonly start: Start;
  readonly connectedAt: string;
  /** Block lists, where there are any (SCO-4). */
  readonly blocked?: { readonly tenant?: Screening; readonly user?: Screening };
}

export const rulesOf = (account: DataOf<typeof AccountConnected>, connectedAt: string): MailboxRules => ({
  own: [account.address, ...account.aliases].map((address) => normaliseAddress(address) ?? address),
  hashKey: account.hashKey,
  settings: account.settings,
  scope: account.scope,
  start: account.start,
  connectedAt,
});

/** Of an RFC 3339 time, up to its seconds. */
export const SECONDS = '2026-11-26T12:00:00'.length;

/** Nothing older is stored (SCO-1). INTERNALDATE knows seconds only (RFC 9051 §2.3.3): the second of *now* counts whole. */
export const startOf = (start: Start): string | undefined =>
  start.kind === 'now' ? `${start.at.slice(0, SECONDS)}.000Z` : start.since;

/** A keyed digest that stands for personal data in rows and events: 132 bits as base64url. */
export const keyed = (rules: Pick<MailboxRules, 'hashKey'>, domain: string, text: string): string =>
  keyedHash(keyOf(rules), domain, text).toString('base64url').slice(0, 22);

const keys = new Map<string, Buffer>();
const MOST_KEYS = 1_000;

/** Decoded once for each account, as long as there are not too many. */
const keyOf = ({ hashKey }: Pick<MailboxRules, 'hashKey'>): Buffer => {
  const known = keys.get(hashKey);
  if (known !== undefined) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const made = Buffer.from(hashKey, 'base64url');
  keys.set(hashKey, made);
  return made;
};
