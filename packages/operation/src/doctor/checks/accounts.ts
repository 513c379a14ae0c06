import type { AccountState, Finding } from '@mailfold/contracts/http';
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
  readonly state: AccountState;
  readonly rejected: Trouble | null;
  readonly unreachable: (Trouble & { readonly side?: 'provider' | 'ours' }) | null;
  readonly throttled: (Trouble & { readonly until: string }) | null;
  readonly missing: number;
  readonly quarantined: number;
  readonly provedAt: string | null;
  /** The last proof is so old that nobody seems to look any more. */
  readonly stale: boolean;
}

const part = 'accounts';
const QUERY = `select account, address, state, rejected, unreachable, throttled, missing, proved_at as "provedAt",
    coalesce(proved_at < now() - interval '2 hours', false) as stale,
    (select count(*)::int from accounts.quarantine q where q.account = a.account) as quarantined
  from accounts.account a where tenant = $1 order by connected_at, account`;

/** What every account of the tenant is about, and what keeps one from being complete. */
export const accountsCheck = (rows: ReadStore, tenantId: string, unrecorded?: Unrecorded): Check => ({
  part,
  whatToDo: 'The database has to answer first; if it does, fold the view anew with mailfold rebuild accounts.',
  look: async () => {
    const accounts = await rows.query<AccountLook>(QUERY, [tenantId]);
    const looks = accounts.map((one) => noted(one, unrecorded));
    return looks.length === 0 ? [none] : looks.map(findingOf);
  },
});

/** What stands in the way counts though the log cannot take it. */
const noted = (look: AccountLook, unrecorded: Unrecorded | undefined): AccountLook => {
  const unreachable = look.unreachable ?? unrecorded?.of(look.account) ?? null;
  if (unreachable === null || unreachable === look.unreachable) return look;
  return { ...look, unreachable, state: unreachable.side === 'ours' ? 'incomplete' : 'unreachable' };
};

const none: Finding = {
  part,
  state: 'ok',
  words: 'none is connected',
  whatToDo: 'Connect one with mailfold accounts connect you@example.com.',
};

/** ING-4: only a proof that holds is `ok`; whatever lacks mail, or may, is not. */
export const findingOf = (look: AccountLook): Finding => ({ part: `account ${look.address}`, ...said(look) });

type Said = Omit<Finding, 'part'>;

const said = (look: AccountLook): Said => {
  const { account, unreachable, rejected, throttled } = look;
  switch (look.state) {
    case 'disconnected':
      return { state: 'ok', words: 'is disconnected; its mail is kept' };
    case 'needs re-authentication':
      return warning(
        `the provider refuses the login since ${rejected?.at ?? 'some time'}: ${rejected?.reason ?? 'no reason given'}`,
        `Give it the password that is valid now: PUT /v1/accounts/${account}/credentials.`,
      );
    case 'throttled':
      return warning(
        `the provider asks us to wait until ${throttled?.until ?? 'later'}: ${throttled?.reason ?? 'no reason given'}`,
        'It goes on by itself then; other programs on the mailbox count as well.',
      );
    case 'unreachable':
      return warning(
        `the provider cannot be reached since ${unreachable?.at ?? 'some time'}: ${unreachable?.reason ?? 'no reason given'}`,
        'Nothing is lost and it goes on by itself; see the network and the status page of the provider.',
      );
    case 'catching up':
      return warning(
        `is catching up${lacking(look)}; that nothing is missing is not proved yet`,
        `Wait; see how far it is with mailfold accounts status ${account}.`,
      );
    case 'incomplete':
      return unreachable?.side === 'ours' ? cannotStore(unreachable) : incomplete(look);
    case 'complete':
      return complete(look);
  }
};

const warning = (words: string, whatToDo: string): Said => ({ state: 'warning', words, whatToDo });

const lacking = ({ missing }: AccountLook): string => (missing === 0 ? '' : ` and lacks ${missing} mails`);

const cannotStore = ({ at, reason }: Trouble): Said => ({
  state: 'broken',
  words: `mail waits at the provider since ${at}, as it cannot be stored here: ${reason}`,
  whatToDo: 'Make room, or bring the disk or database back; nothing is lost and it goes on by itself.',
});

const incomplete = ({ account, missing }: AccountLook): Said =>
  warning(
    `is incomplete: ${missing} mails are missing${missing === 0 ? ', but a folder cannot be read' : ''}`,
    `See what with mailfold ledger ${account} and mailfold accounts status ${account}; it is tried again by itself.`,
  );

const complete = ({ account, provedAt, quarantined, stale }: AccountLook): Said => {
  const words = `is complete as of ${provedAt ?? 'its last proof'}, ${quarantined} quarantined`;
  return stale
    ? warning(`${words}; nobody has looked since`, 'See whether ingest runs, and what its log says.')
    : {
        state: 'ok',
        words,
        ...(quarantined === 0 ? {} : { whatToDo: `See which with GET /v1/accounts/${account}/quarantine.` }),
      };
};
