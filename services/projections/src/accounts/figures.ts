import type { ReadStore } from '@mailfold/read-store';
import type { Reading } from '@mailfold/telemetry';
import { STATE } from './read-accounts.ts';

const STATES = ['complete', 'catching up', 'incomplete', 'unreachable', 'needs re-authentication', 'disconnected'];

const FIGURES = `
  select
    (select coalesce(json_object_agg(state, n), '{}') from (
      select ${STATE} as state, count(*) as n from accounts.account a group by 1) counted) as states,
    (select coalesce(sum(messages), 0)::bigint from accounts.account) as mails,
    (select coalesce(sum(missing), 0)::bigint from accounts.folder where not gone) as missing,
    (select count(*) from accounts.folder where parked is not null and not gone) as parked,
    (select count(*) from accounts.quarantine) as quarantined`;

interface Figures {
  readonly states: Readonly<Record<string, number>>;
  readonly mails: number;
  readonly missing: number;
  readonly parked: number;
  readonly quarantined: number;
}

/** How complete the accounts of all tenants are, for `/metrics`. */
export const accountFigures = async (rows: ReadStore): Promise<readonly Reading[]> => {
  const [found] = await rows.query<Figures>(FIGURES);
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
  ];
};
