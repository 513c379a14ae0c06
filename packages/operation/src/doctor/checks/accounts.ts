import type { Finding } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { Unrecorded } from '@mailfold/service-host';
import type { Check } from '../check.ts';

interface Trouble {
  readonly reason: string;
  readonly at: string;
}

/** As the view `accounts` has it. */
export interface AccountLook {
  readonly account: string;
  readonly address: string;
  readonly connection: 'connected' | 'needs re-authentication' | 'disconnected';
  readonly rejected: Trouble | null;
  readonly unreachable: (Trouble & { readonly side?: 'provider' | 'ours' }) | null;
  readonly proved: boolean | null;
}

const part = 'accounts';
const QUERY = `select account, address, connection, rejected, unreachable, proved from accounts.account
  where tenant = $1 order by connected_at, account`;

/** What every account of the tenant is about, and what keeps one from being complete. */
export const accountsCheck = (rows: ReadStore, tenantId: string, unrecorded?: Unrecorded): Check => ({
  part,
  whatToDo: 'The database has to answer first; if it does, fold the view anew with mailfold rebuild accounts.',
  look: async () => {
    const accounts = await rows.query<AccountLook>(QUERY, [tenantId]);
    const looks = accounts.map((one) => ({
      ...one,
      unreachable: one.unreachable ?? unrecorded?.of(one.account) ?? null,
    }));
    return looks.length === 0 ? [none] : looks.map(findingOf);
  },
});

const none: Finding = {
  part,
  state: 'ok',
  words: 'none is connected',
  whatToDo: 'Connect one with mailfold accounts connect you@example.com.',
};

export function findingOf({ account, address, connection, rejected, unreachable, proved }: AccountLook): Finding {
  const named = `account ${address}`;
  switch (connection) {
    case 'disconnected':
      return { part: named, state: 'ok', words: 'is disconnected; its mail is kept' };
    case 'needs re-authentication':
      return {
        part: named,
        state: 'warning',
        words: `the provider refuses the login since ${rejected?.at ?? 'some time'}: ${rejected?.reason ?? 'no reason given'}`,
        whatToDo: `Give it the password that is valid now: PUT /v1/accounts/${account}/credentials.`,
      };
    case 'connected':
      return { part: named, ...connected(account, unreachable, proved) };
  }
}

function connected(
  account: string,
  unreachable: AccountLook['unreachable'],
  proved: boolean | null,
): Omit<Finding, 'part'> {
  if (unreachable?.side === 'ours') {
    return {
      state: 'broken',
      words: `mail waits at the provider since ${unreachable.at}, as it cannot be stored here: ${unreachable.reason}`,
      whatToDo: 'Make room, or bring the disk or database back; nothing is lost and it goes on by itself.',
    };
  }
  if (unreachable !== null) {
    return {
      state: 'warning',
      words: `the provider cannot be reached since ${unreachable.at}: ${unreachable.reason}`,
      whatToDo: 'Nothing is lost and it goes on by itself; see the network and the status page of the provider.',
    };
  }
  if (proved === null) return { state: 'ok', words: 'is catching up; that nothing is missing is not proved yet' };
  if (proved) return { state: 'ok', words: 'is complete: the ledger proves it' };
  return {
    state: 'warning',
    words: 'is incomplete: the ledger names mail that is missing or folders that cannot be read',
    whatToDo: `See what with mailfold ledger ${account}; it is fetched again by itself where the provider lets us.`,
  };
}
