import type { Sql } from '@mailfold/read-store';
import { addTerms, seedOf, TermSet } from './terms.ts';
import { SEGMENT, type WorkingSet } from './working-set.ts';

const terms = new TermSet();

/** Makes segments anew of the documents that are in them now: words of what was deleted are in none. */
export const renewSegments = async (sql: Sql, { accounts, stale }: WorkingSet): Promise<void> => {
  for (const [account, segments] of stale) {
    const seed = seedOf(accounts.get(account)?.tenant ?? '');
    for (const segment of segments) {
      const rows = await sql.query<{ body: string; blind: string }>(
        'select body, blind from document where account = $1 and seq >= $2 and seq < $3',
        [account, segment * SEGMENT, (segment + 1) * SEGMENT],
      );
      for (const { body, blind } of rows) {
        addTerms(terms, body, seed);
        addTerms(terms, blind, seed);
      }
      await sql.query('update segment set terms = $3::integer[] where account = $1 and segment = $2', [
        account,
        segment,
        `{${terms.take().join(',')}}`,
      ]);
    }
  }
};
