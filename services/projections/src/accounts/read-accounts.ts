import { type Account, type AccountListQuery, type AccountStatus, Time } from '@mailfold/contracts/http';
import type { ReadStore, SqlValue } from '@mailfold/read-store';
import { type Caller, cursor, type Unrecorded } from '@mailfold/service-host';
import { z } from 'zod';
import type { AccountRow } from './account-set.ts';
import { progressOf, type ProgressRow, totalsOf } from './progress.ts';
import { lastErrorOf, type Troubles } from './trouble.ts';

const ACCOUNTS = `
  select a.account as id, a.address, a.provider, a.messages, a.connected_at as "connectedAt", a.state,
    a.proved_at as "provedAt", a.missing as "missingMails",
    a.aliases, a.settings, a.scope, a.start, a.rejected, a.unreachable, a.throttled,
    coalesce(u.external_id, a.owner::text) as "ownerId", coalesce(u.name, a.owner::text) as "ownerName",
    coalesce(f.parked, '[]') as parked, coalesce(f.missing, '[]') as missing, q.quarantined
  from accounts.account a
  left join records.usr u on u.tenant = a.tenant and u.id = a.owner
  left join lateral (
    select
      json_agg(json_build_object('path', f.path, 'reason', f.parked ->> 'reason', 'at', f.parked ->> 'at') order by f.path)
        filter (where f.parked is not null) as parked,
      json_agg(json_build_object('path', f.path, 'count', f.missing, 'reason', f.missing_why ->> 'reason', 'at', f.missing_why ->> 'at')
        order by f.path) filter (where f.missing > 0 and f.missing_why is not null) as missing
    from accounts.folder f where f.account = a.account and not f.gone
  ) f on true
  left join lateral (
    select json_build_object('reason', q.reason, 'at', to_char(q.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'count', (select count(*) from accounts.quarantine every where every.account = a.account)) as quarantined
    from accounts.quarantine q where q.account = a.account order by q.at desc, q.folder, q.epoch, q.uid limit 1
  ) q on true
  -- A user has their own accounts; the tenant's own service all of them.
  where a.tenant = $1 and ($2::uuid is null or a.owner = $2)`;

type Found = Pick<
  AccountRow,
  'address' | 'aliases' | 'provider' | 'settings' | 'scope' | 'start' | 'messages' | 'connectedAt' | 'provedAt'
> &
  Troubles & {
    readonly id: string;
    readonly state: Account['state'];
    readonly missingMails: number;
    readonly ownerId: string;
    readonly ownerName: string;
  };

/** What stands in the way is shown though the log does not say it yet, or cannot. */
const withUnrecorded = (row: Found, unrecorded: Unrecorded | undefined): Found => {
  const hindrance = row.unreachable === null ? unrecorded?.of(row.id) : undefined;
  if (hindrance === undefined) return row;
  return { ...row, unreachable: hindrance, state: hindrance.side === 'ours' ? 'incomplete' : 'unreachable' };
};

const toAccount = (row: Found): Account => {
  const lastError = lastErrorOf(row);
  return {
    id: row.id,
    address: row.address,
    owner: { id: row.ownerId, name: row.ownerName },
    provider: row.provider,
    state: row.state,
    ...inState(row),
    missing: row.missingMails,
    messages: row.messages,
    connectedAt: row.connectedAt,
    ...(lastError === undefined ? {} : { lastError }),
  };
};

/** What is true in one state only. */
const inState = ({
  state,
  provedAt,
  quarantined,
  throttled,
  unreachable,
}: Found): Pick<Account, 'complete' | 'throttledUntil' | 'unreachableSince'> => {
  if (state === 'complete' && provedAt !== null)
    return { complete: { asOf: provedAt, quarantined: quarantined?.count ?? 0 } };
  if (state === 'throttled' && throttled !== null) return { throttledUntil: throttled.until };
  if (state === 'unreachable' && unreachable !== null) return { unreachableSince: unreachable.at };
  return {};
};

const within = (caller: Caller): readonly SqlValue[] => [caller.tenantId, caller.userId ?? null];

const After = z.tuple([Time, z.uuid()]);

export const listAccounts = async (
  rows: ReadStore,
  caller: Caller,
  { state, limit, cursor: from }: z.output<typeof AccountListQuery>,
  unrecorded?: Unrecorded,
): Promise<{ readonly items: Account[]; readonly next?: string }> => {
  const after = from === undefined ? [null, null] : cursor.decode(from, After);
  const found = await rows.query<Found>(
    `select * from (${ACCOUNTS}) listed
      where ($3::text is null or state = $3) and ($4::timestamptz is null or ("connectedAt", id) > ($4, $5::uuid))
      order by "connectedAt", id limit $6`,
    [...within(caller), state ?? null, ...after, limit + 1],
  );
  const items = found.slice(0, limit).map((row) => toAccount(withUnrecorded(row, unrecorded)));
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  return { items, next: cursor.encode([last.connectedAt, last.id]) };
};

// Ranges may have been told twice and overlap: a multirange counts each UID once.
const FOLDERS = `
  select f.folder, f.path, f.role, f.watch, f.epoch, f.gone, f.parked, f.through, f.total, f.placed, f.backfilled, f.missing,
    f.missing_why as "missingWhy", f.pace,
    coalesce((select sum(upper(one) - lower(one)) from unnest((
      select range_agg(int8range(s.first, s.last + 1) * int8range(1, f.through + 1))
        from accounts.skip s where s.account = f.account and s.folder = f.folder and s.epoch = f.epoch)) as one), 0)::int as skipped
  from accounts.folder f where f.account = $1 and f.watch <> 'none' order by f.path, f.folder`;

/** @returns undefined for an account that is not there for this caller */
export const readAccount = async (
  rows: ReadStore,
  caller: Caller,
  id: string,
  now: Date,
  unrecorded?: Unrecorded,
): Promise<AccountStatus | undefined> => {
  const [row] = await rows.query<Found>(`${ACCOUNTS} and a.account = $3`, [...within(caller), id]);
  if (row === undefined) return undefined;
  const found = withUnrecorded(row, unrecorded);
  const folders = await rows.query<ProgressRow>(FOLDERS, [id]);
  const progress = folders.map((folder) => progressOf(folder, now));
  const { aliases, settings, scope, start } = found;
  return { ...toAccount(found), aliases, settings, scope, start, progress, totals: totalsOf(progress) };
};
