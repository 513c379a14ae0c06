import type { Sql } from '@mailfold/read-store';
import type { DirectoryRecord } from '../../domain/directory/state.ts';
import type { DirectoryView } from '../../domain/links/state.ts';

export interface Wanted {
  readonly ownerId: string | undefined;
  readonly addresses: readonly string[];
  /** Records named by commands or linked already. */
  readonly records: readonly string[];
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** The part of the directory that bears on these addresses and records. */
export const lookUp = async (sql: Sql, tenantId: string, wanted: Wanted): Promise<DirectoryView> => {
  const byAddress = await pairs(
    sql,
    'select address as "from", contact as "to" from linking.contact_address where tenant = $1 and address = any($2::text[]) order by contact',
    [tenantId, [...new Set(wanted.addresses)]],
  );
  const contactIds = [...new Set([...[...byAddress.values()].flat(), ...wanted.records])];
  const dealsOf = await pairs(
    sql,
    'select contact as "from", deal as "to" from linking.deal_contact where tenant = $1 and contact = any($2::uuid[]) order by deal',
    [tenantId, contactIds],
  );
  const first = await load(sql, tenantId, [
    ...contactIds,
    ...[...dealsOf.values()].flat(),
    ...(wanted.ownerId === undefined ? [] : [wanted.ownerId]),
  ]);
  const organisationIds = [...first.values()].flatMap((one) =>
    one.kind === 'contact' && one.data.organisationId !== undefined ? [one.data.organisationId] : [],
  );
  const organisations = await load(sql, tenantId, organisationIds);
  const owner = first.get(wanted.ownerId ?? '');
  return {
    owner: owner?.kind === 'user' ? owner.data : undefined,
    byAddress,
    dealsOf,
    contacts: new Map([...first].flatMap(([id, one]) => (one.kind === 'contact' ? [[id, one.data] as const] : []))),
    deals: new Map([...first].flatMap(([id, one]) => (one.kind === 'deal' ? [[id, one.data] as const] : []))),
    organisations: new Set([...organisations].flatMap(([id, one]) => (one.kind === 'organisation' ? [id] : []))),
  };
};

const pairs = async (
  sql: Sql,
  text: string,
  [tenantId, ids]: readonly [string, readonly string[]],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, string[]>();
  if (ids.length === 0) return found;
  for (const { from, to } of await sql.query<Pair>(text, [tenantId, ids])) {
    const known = found.get(from);
    if (known === undefined) found.set(from, [to]);
    else known.push(to);
  }
  return found;
};

const load = async (
  sql: Sql,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DirectoryRecord>> => {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<DirectoryRecord & { readonly id: string }>(
    'select id, kind, data from linking.record where tenant = $1 and id = any($2::uuid[])',
    [tenantId, [...new Set(ids)]],
  );
  return new Map(rows.map(({ id, ...record }) => [id, record]));
};
