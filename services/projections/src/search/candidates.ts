import type { ReadStore } from '@mailfold/read-store';
import type { UserCaller } from '@mailfold/service-host';
import { SEGMENT } from './working-set.ts';

/** Documents of an account that may match. */
export interface Candidates {
  readonly account: string;
  /** The viewer's own. */
  readonly mine: boolean;
  /** Their numbers, as a multirange. */
  readonly seqs: string;
  readonly documents: number;
}

/** What no segment covers yet has to be looked at: at most 63 documents an account. */
const CANDIDATES = `
  with hit as (
    select account, range_agg(int4range(segment * ${SEGMENT}, (segment + 1) * ${SEGMENT})) as seqs, count(*) * ${SEGMENT} as documents
      from search.segment where terms @> $3::integer[] group by account
  )
  select a.account, o.owner = $2 as mine,
    (coalesce(h.seqs, '{}') + int4multirange(int4range(a.documents / ${SEGMENT} * ${SEGMENT}, null)))::text as seqs,
    (coalesce(h.documents, 0) + a.documents % ${SEGMENT})::int as documents
  from search.account a join threads.account o on o.account = a.account and o.tenant = a.tenant left join hit h on h.account = a.account
  where a.tenant = $1`;

const ALL = `
  select a.account, o.owner = $2 as mine, '{[0,)}' as seqs, a.documents
    from search.account a join threads.account o on o.account = a.account and o.tenant = a.tenant where a.tenant = $1`;

/** @param terms those of a text that may match; none: any may */
export const findCandidates = async (
  rows: ReadStore,
  { tenantId, userId }: UserCaller,
  terms: readonly number[],
): Promise<readonly Candidates[]> => {
  const found =
    terms.length === 0
      ? rows.query<Candidates>(ALL, [tenantId, userId])
      : rows.query<Candidates>(CANDIDATES, [tenantId, userId, terms]);
  return (await found).filter((one) => one.documents > 0);
};
