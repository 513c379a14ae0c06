import type { Sql } from '@mailfold/read-store';

/** A thread or a message, by its account and id. */
export interface Thing {
  readonly account: string;
  readonly id: string;
}

/** What may have changed: threads whose row, and messages whose row has to be looked at. */
export interface ChangedThings {
  readonly threads: readonly Thing[];
  readonly messages: readonly Thing[];
  /** Of the changes that named them. */
  readonly nths: readonly number[];
}

/** One transaction's worth: a whole thread may have many messages. */
const MOST = 500;

interface Noted extends Thing {
  readonly nth: number;
  readonly kind: 'thread' | 'whole' | 'message';
}

/** The oldest changes. With a whole thread come its messages of now, and those that subscribers have of it. */
export const readChanged = async (sql: Sql): Promise<ChangedThings> => {
  const noted = await sql.query<Noted>('select nth, account, kind, id from threads.changed order by nth limit $1', [
    MOST,
  ]);
  const of = (...kinds: readonly Noted['kind'][]) => noted.filter(({ kind }) => kinds.includes(kind));
  const messages = [...of('message'), ...(await messagesOf(sql, distinct(of('whole'))))];
  return { threads: distinct(of('thread', 'whole')), messages: distinct(messages), nths: noted.map(({ nth }) => nth) };
};

const messagesOf = async (sql: Sql, threads: readonly Thing[]): Promise<readonly Thing[]> => {
  if (threads.length === 0) return [];
  const whole = 'unnest($1::uuid[], $2::uuid[]) as w (account, thread)';
  return sql.query<Thing>(
    `select m.account, m.message as id from ${whole} join threads.message m on m.account = w.account and m.root = w.thread
     union
     select p.account, p.id from ${whole} join view_topics.published p using (account, thread) where p.view = 'deal-timeline'`,
    [threads.map(({ account }) => account), threads.map(({ id }) => id)],
  );
};

const distinct = (things: readonly Thing[]): Thing[] => [
  ...new Map(things.map(({ account, id }) => [`${account} ${id}`, { account, id }])).values(),
];

/** After a rebuild: whatever subscribers have is looked at, too, as the new rows may lack it. */
export const noteAllPublished = async (sql: Sql): Promise<void> => {
  await sql.query(
    `insert into threads.changed (account, kind, id)
     select distinct account, 'whole', thread from view_topics.published`,
  );
};
