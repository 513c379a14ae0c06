import type { SearchHit } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { Section } from './document.ts';
import { AFTER, type Asked, CANDIDATES, HITS, line, MATCHES, type Place, valuesOf } from './matching.ts';

export interface Found extends Omit<SearchHit, 'excerpt'> {
  readonly preview: string;
  /** Its text in the blob store. */
  readonly text: string | null;
}

/** Fewer candidates are all looked at; more are looked at newest first until the page is full. */
const FEW = 2_000;
/** Documents looked at in one go: few at first, as common words fill a page at once. */
const FIRST_LOOK = 500;
const LONGEST_LOOK = 8_000;

/** Messages that match and that this viewer may see; others leave no trace in what is answered. */
export const findMessages = async (
  rows: ReadStore,
  asked: Asked,
  after: Place | undefined,
  limit: number,
): Promise<readonly Found[]> => {
  const total = asked.candidates.reduce((sum, one) => sum + one.documents, 0);
  if (total > FEW) return walk(rows, asked, after, limit);
  return rows.query<Found>(picked(asked.sections), valuesOf(asked, after, limit));
};

// `offset 0` keeps the planner from looking at every text before it knows which are candidates.
const picked = (sections: readonly Section[]): string => `
  with looked as materialized (
    select c.account, c.mine, d.message, d.received_at, d.preview, true as matches
      from ${CANDIDATES} cross join unnest(c.seqs) as r
      cross join lateral (
        select * from search.document d
         where d.account = c.account and d.seq >= lower(r) and d.seq < coalesce(upper(r), 2147483647) and ${AFTER} offset 0
      ) d ${line(sections)} where ${MATCHES}
  ) ${HITS}`;

/** One row at least, which has no message where nothing was found. */
interface Step extends Found {
  /** How many documents were looked at, and the last of them. */
  readonly count: number;
  readonly lastAt: string | null;
  readonly lastId: string | null;
}

const walk = async (rows: ReadStore, asked: Asked, after: Place | undefined, limit: number): Promise<Found[]> => {
  const found: Found[] = [];
  let place = after;
  for (let look = FIRST_LOOK; ; look = Math.min(look * 4, LONGEST_LOOK)) {
    const steps = await rows.query<Step>(walked(asked.sections), [
      ...valuesOf(asked, place, limit - found.length),
      look,
    ]);
    found.push(...steps.filter(({ messageId }) => messageId !== null));
    const { count, lastAt, lastId } = steps[0] ?? { count: 0, lastAt: null, lastId: null };
    if (found.length >= limit || count < look || lastAt === null || lastId === null) return found;
    place = [lastAt, lastId];
  }
};

const NEWEST_FIRST = 'order by d.received_at desc, d.message desc limit $11';

const walked = (sections: readonly Section[]): string => `
  with looked as materialized (
    select c.account, c.mine, d.* from ${CANDIDATES} cross join lateral (
      select d.message, d.received_at, d.preview, ${MATCHES} as matches
        from search.document d ${line(sections)} where d.account = c.account and ${AFTER} ${NEWEST_FIRST}
    ) d ${NEWEST_FIRST}
  ),
  hits as (${HITS}),
  last as (select received_at, message from looked order by received_at, message limit 1)
  select (select count(*) from looked)::int as count, (select received_at from last) as "lastAt", (select message from last) as "lastId", hits.*
    from (select) as always left join hits on true`;
