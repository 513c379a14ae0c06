import type { ReadStore } from '@mailfold/read-store';
import { SEGMENT } from './working-set.ts';

/** Documents of an account that may match, as a multirange of their numbers. */
export interface Candidates {
  readonly account: string;
  readonly seqs: string;
  readonly documents: number;
}

/** What no segment covers yet has to be looked at: at most 63 documents an account. */
const CANDIDATES = `
  with hit as (
    select account, range_agg(int4range(segment * ${SEGMENT}, (segment + 1) * ${SEGMENT})) as seqs, count(*) * ${SEGMENT} as documents
      from search.segment where terms @> $2::integer[] group by account
  )
  select a.account, (coalesce(h.seqs, '{}') + int4multirange(int4range(a.documents / ${SEGMENT} * ${SEGMENT}, null)))::text as seqs,
    (coalesce(h.documents, 0) + a.documents % ${SEGMENT})::int as documents
  from search.account a left join hit h using (account) where a.tenant = $1`;

/** @param terms those of a text that may match; none: any may */
export const findCandidates = async (
  rows: ReadStore,
  tenantId: string,
  terms: readonly number[],
): Promise<readonly Candidates[]> => {
  const found = await rows.query<Candidates>(CANDIDATES, [tenantId, terms]);
  return found.filter((one) => one.documents > 0);
};
