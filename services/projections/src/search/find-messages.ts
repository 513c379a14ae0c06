import type { Participant, SearchHit } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { UserCaller } from '@mailfold/service-host';
import { mayView } from '../may-view.ts';
import type { Candidates } from './candidates.ts';
import { SECTIONS, type Section } from './document.ts';
import type { Patterns } from './parse-query.ts';

export interface Found extends Omit<SearchHit, 'excerpt' | 'from'> {
  readonly from: readonly Participant[];
  readonly preview: string;
  /** Its text in the blob store. */
  readonly text: string | null;
}

/** Where the page before ended: newest first, then by id. */
export type Place = readonly [at: string, messageId: string];

export interface Wanted {
  readonly patterns: Patterns;
  readonly sections: readonly Section[];
  readonly after: Place | undefined;
  readonly limit: number;
}

/** More candidates than this are looked at newest first until the page is full; fewer are all looked at. */
const FEW = 2_000;

/** Messages that match and that this viewer may see; others leave no trace in what is answered. */
export const findMessages = async (
  rows: ReadStore,
  caller: UserCaller,
  candidates: readonly Candidates[],
  { patterns: { wanted, unwanted }, sections, after, limit }: Wanted,
): Promise<Found[]> => {
  const total = candidates.reduce((sum, one) => sum + one.documents, 0);
  const longest = wanted.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return rows.query<Found>(total > FEW ? walked(sections) : picked(sections), [
    caller.tenantId,
    caller.userId,
    candidates.map((one) => one.account),
    candidates.map((one) => one.seqs),
    longest,
    wanted,
    unwanted,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
  ]);
};

const CANDIDATES = 'unnest($3::uuid[], $4::int4multirange[]) as c (account, seqs)';
const NEWEST_FIRST = 'order by d.received_at desc, d.message desc limit $10';

const picked = (sections: readonly Section[]): string => `
  select ${COLUMNS}
    from ${CANDIDATES} cross join unnest(c.seqs) as r
    join search.document d on d.account = c.account and d.seq >= lower(r) and d.seq < coalesce(upper(r), 2147483647)
    ${joins(sections)} where ${MATCHES} ${NEWEST_FIRST}`;

const walked = (sections: readonly Section[]): string => `
  select hit.* from ${CANDIDATES} cross join lateral (
    select ${COLUMNS} from search.document d ${joins(sections)}
     where d.account = c.account and c.seqs @> d.seq and ${MATCHES} ${NEWEST_FIRST}
  ) hit order by hit.at desc, hit."messageId" desc limit $10`;

const COLUMNS = `
  m.message as "messageId", coalesce(m.root, m.message) as "threadId", m.account as "accountId", m.subject, m.from_ as "from",
  d.received_at as at, d.preview, m.text, o.owner = $2 as mine`;

/** \`line\`: what is looked at of the folded text. Blind copies are the owner's alone (VIS-5). */
const joins = (sections: readonly Section[]): string => `
  join threads.account o on o.account = d.account and o.tenant = $1
  join threads.message m on m.account = d.account and m.message = d.message
  left join threads.thread t on t.account = m.account and t.thread = m.root
  cross join lateral (select ${lineOf(sections)} as line offset 0) looked`;

const lineOf = (sections: readonly Section[]): string => {
  const blind = String.raw`case when o.owner = $2 then E'\n' || d.blind else '' end`;
  if (SECTIONS.every((one) => sections.includes(one))) return `d.body || ${blind}`;
  const parts = SECTIONS.flatMap((one, nth) =>
    sections.includes(one) ? [String.raw`split_part(d.body, E'\n', ${nth + 1})`] : [],
  );
  return [parts.join(String.raw` || E'\n' || `), ...(sections.includes('participants') ? [blind] : [])].join(' || ');
};

/** Drafts belong to no thread and show to their owner. */
const MATCHES = `
  ($8::timestamptz is null or (d.received_at, d.message) < ($8, $9::uuid))
  and (strpos(d.body, $5) > 0 or strpos(d.blind, $5) > 0)
  and not m.gone
  and case when t.thread is null then m.direction = 'draft' and o.owner = $2
    else (m.direction <> 'draft' and not m.hidden or o.owner = $2) and ${mayView('$2')} end
  and not exists (select 1 from unnest($6::text[]) as p where strpos(looked.line, p) = 0)
  and not exists (select 1 from unnest($7::text[]) as p where strpos(looked.line, p) > 0)`;
