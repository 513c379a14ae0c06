import type { Scope, Start } from '@mailfold/contracts';
import { MailfoldError } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import type { Caller } from '@mailfold/service-host';

/** An account as far as requests ask for it. */
export interface FoundAccount {
  readonly address: string;
  readonly scope: Scope;
  readonly start: Start;
  /** Connected, reachable and not throttled. */
  readonly isServed: boolean;
  /** RFC 3339: proofs of completeness from before hold no longer. */
  readonly proofsFrom: string;
}

/**
 * The account that a request names, and the wall around it: a user has their own (VIS-1), the tenant's own service all of its
 * tenant's; to everybody else it is not found (X19).
 * @throws MailfoldError `account/not-found`
 */
export const accountFor = async (
  rows: Pick<ReadStore, 'query'>,
  { tenantId, userId }: Pick<Caller, 'tenantId' | 'userId'>,
  accountId: string,
): Promise<FoundAccount> => {
  const [account] = await rows.query<FoundAccount>(
    `select address, data->'scope' as scope, data->'start' as start, proofs_from as "proofsFrom",
       state = 'connected' and not unreachable and throttled_until is null as "isServed"
       from ingest.account where account = $1 and tenant = $2 and ($3::uuid is null or owner = $3)`,
    [accountId, tenantId, userId ?? null],
  );
  if (account !== undefined) return account;
  throw new MailfoldError({ code: 'account/not-found', message: `There is no account ${accountId}.` });
};
