import type { UserCaller } from '@mailfold/service-host';
import type { SqlValue } from '@mailfold/read-store';
import { mayView } from '../may-view.ts';
import type { Candidates } from './candidates.ts';
import { SECTIONS, type Section } from './document.ts';
import type { Patterns } from './parse-query.ts';

/** Where the page before ended: newest first, then by id. */
export type Place = readonly [at: string, messageId: string];

export interface Asked {
  readonly caller: UserCaller;
  readonly candidates: readonly Candidates[];
  readonly patterns: Patterns;
  readonly sections: readonly Section[];
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Values of `$1` to `$10`; `limit` is of what is found. */
export const valuesOf = (asked: Asked, after: Place | undefined, limit: number): readonly SqlValue[] => {
  const { caller, candidates, patterns } = asked;
  const [at, id] = after ?? ['infinity', LAST_ID];
  return [
    caller.userId,
    candidates.map((one) => one.account),
    candidates.map((one) => one.mine),
    candidates.map((one) => one.seqs),
    // The longest is the rarest, mostly.
    patterns.wanted.toSorted((a, b) => b.length - a.length)[0] ?? '',
    patterns.wanted,
    patterns.unwanted,
    at,
    id,
    limit,
  ];
};

/** Candidates as rows `c`. */
export const CANDIDATES = 'unnest($2::uuid[], $3::boolean[], $4::int4multirange[]) as c (account, mine, seqs)';

/** Of documents `d`: those after the place. */
export const AFTER = '(d.received_at, d.message) < ($8::timestamptz, $9::uuid)';

/** Whether document `d` has what is wanted; in an order that looks at few texts twice. Blind copies are the owner's alone (VIS-5). */
export const MATCHES = `
  case when not c.seqs @> d.seq then false
    when strpos(d.body, $5) = 0 and not (c.mine and strpos(d.blind, $5) > 0) then false
    else (select bool_and(strpos(looked.line, p) > 0) is not false from unnest($6::text[]) as p)
     and (select bool_or(strpos(looked.line, p) > 0) is not true from unnest($7::text[]) as p) end`;

/** `looked.line`: what is looked at of the folded text of `d`. */
export const line = (sections: readonly Section[]): string =>
  `cross join lateral (select ${lineOf(sections)} as line) looked`;

const lineOf = (sections: readonly Section[]): string => {
  const blind = String.raw`case when c.mine then E'\n' || d.blind else '' end`;
  if (SECTIONS.every((one) => sections.includes(one))) return `d.body || ${blind}`;
  const parts = SECTIONS.flatMap((one, nth) =>
    sections.includes(one) ? [String.raw`split_part(d.body, E'\n', ${nth + 1})`] : [],
  );
  return [parts.join(String.raw` || E'\n' || `), ...(sections.includes('participants') ? [blind] : [])].join(' || ');
};

/**
 * Of rows `looked (account, mine, message, received_at, preview, matches)` what this viewer may see, newest first. Drafts belong to
 * no thread and show to their owner.
 */
export const HITS = `
  select m.message as "messageId", coalesce(m.root, m.message) as "threadId", m.account as "accountId", m.subject, m.from_ as "from",
    looked.received_at as at, looked.preview, m.text, looked.mine
  from looked
  join threads.message m on m.account = looked.account and m.message = looked.message
  left join threads.thread t on t.account = m.account and t.thread = m.root
  where looked.matches and not m.gone
    and case when t.thread is null then m.direction = 'draft' and looked.mine
      else (looked.mine or m.direction <> 'draft' and not m.hidden) and ${mayView('$1')} end
  order by looked.received_at desc, looked.message desc limit $10`;
