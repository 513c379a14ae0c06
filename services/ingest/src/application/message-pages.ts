import type { ReadStore } from '@mailfold/read-store';

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Ids of all messages of an account, in pages. */
export async function* messagePages(rows: Pick<ReadStore, 'query'>, accountId: string): AsyncGenerator<string[]> {
  for (let after = BEFORE_ALL; ;) {
    const page = await rows.query<{ id: string }>(
      'select message as id from ingest.message where account = $1 and message > $2 order by message limit $3',
      [accountId, after, PAGE],
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map((row) => row.id);
    after = last.id;
  }
}
