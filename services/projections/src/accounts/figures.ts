import { AccountState } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { Reading } from '@mailfold/telemetry';
import { type Pace, rateOf } from './pace.ts';

const STATES = AccountState.options;

const FIGURES = `
  select
    (select coalesce(json_object_agg(state, n), '{}') from (
      select state, count(*) as n from accounts.account a group by 1) counted) as states,
    (select coalesce(sum(messages), 0)::bigint from accounts.account) as mails,
    (select coalesce(sum(missing), 0)::bigint from accounts.account) as missing,
    (select count(*) from accounts.folder where parked is not null and not gone and watch <> 'none') as parked,
    (select coalesce(min(coalesce(proved_at, connected_at)), $1::timestamptz) from accounts.account
      where connection = 'connected') as "provedAt",
    (select coalesce(json_agg(pace), '[]') from accounts.folder
      where not gone and parked is null and not backfilled and pace::text <> '[]') as paces,
    (select count(*) from accounts.quarantine) as quarantined`;

interface Figures {
  readonly states: Readonly<Record<string, number>>;
  readonly mails: number;
  readonly missing: number;
  readonly parked: number;
  readonly quarantined: number;
  /** The oldest of the last proofs of the connected accounts; of one that was never proved, when it was connected. */
  readonly provedAt: string;
  /** Of folders whose history is being read. */
  readonly paces: readonly Pace[];
}

/** How complete the accounts of all tenants are, for `/metrics`. */
export const accountFigures = async (rows: ReadStore, now: Date): Promise<readonly Reading[]> => {
  const [found] = await rows.query<Figures>(FIGURES, [now.toISOString()]);
  if (found === undefined) return [];
  return [
    ...STATES.map((state): Reading => ({
      name: 'mailfold_accounts',
      labels: { state },
      value: found.states[state] ?? 0,
    })),
    { name: 'mailfold_mails', value: found.mails },
    { name: 'mailfold_mails_missing', value: found.missing },
    { name: 'mailfold_mails_quarantined', value: found.quarantined },
    { name: 'mailfold_folders_parked', value: found.parked },
    { name: 'mailfold_proof_age_seconds', value: Math.max(0, (now.getTime() - Date.parse(found.provedAt)) / 1_000) },
    {
      name: 'mailfold_backfill_mails_per_second',
      value: found.paces.reduce((sum, pace) => sum + rateOf(pace, now), 0),
    },
  ];
};
