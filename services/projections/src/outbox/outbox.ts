import { DealTimelineView, MailboxView, type RowRecord, rowRecord } from '@mailfold/contracts/views';
import { sha256Hex } from '@mailfold/kernel';
import { enterLive } from '@mailfold/processor';
import type { ReadStore, Sql } from '@mailfold/read-store';
import { noteAllPublished, readChanged, type ChangedThings, type Thing } from './changed-things.ts';
import { publishedThreadsView } from './published-threads-view.ts';
import { keyOf, type OutboxRow, readRows } from './rows.ts';

/** A row as subscribers are to have it from now on; without a digest it is taken back. */
interface Due extends Pick<OutboxRow, 'view' | 'account' | 'id' | 'thread'> {
  readonly digest: string | undefined;
}

export interface ViewRecord extends RowRecord {
  readonly topic: string;
}

/** Records to publish, and what is so once they are. */
export interface OutboxLoad {
  readonly records: readonly ViewRecord[];
  readonly due: readonly Due[];
  readonly nths: readonly number[];
  /** The table of changes that it was read from. */
  readonly changes: number;
}

/** This process is no more the one who publishes. */
export class Overtaken extends Error {
  constructor() {
    super('overtaken: another process publishes the views now');
  }
}

const TOPICS = { mailbox: MailboxView.topic, 'deal-timeline': DealTimelineView.topic };

/**
 * What subscribers have to be told: the rows of what was noted as changed, as they are when they are read, where they differ from what was
 * published last. So one row leaves once for many changes, and nothing leaves that is no more to be seen.
 */
export class Outbox {
  readonly #rows: ReadStore;

  constructor(rows: ReadStore) {
    this.#rows = rows;
  }

  /** The next load; undefined when nothing has changed. Until it is `done` the same changes are given again. */
  take(epoch: number): Promise<OutboxLoad | undefined> {
    return this.#rows.transaction(
      async (sql) => {
        const changes = await enter(sql, epoch);
        const changed = await readChanged(sql);
        if (changed.nths.length === 0) return undefined;
        const load = await this.#load(sql, changed);
        await unsure(sql, load.due);
        return { ...load, changes };
      },
      { snapshot: true },
    );
  }

  /** The records of the load are published. */
  async done(epoch: number, { due, nths, changes }: OutboxLoad): Promise<void> {
    await this.#rows.transaction(async (sql) => {
      const current = await enter(sql, epoch);
      await Promise.all([
        settle(sql, due),
        // Those of the tables before a rebuild went with them.
        current === changes
          ? sql.query('delete from threads.changed where nth = any($1::bigint[])', [nths])
          : undefined,
      ]);
    });
  }

  async #load(sql: Sql, changed: ChangedThings): Promise<Omit<OutboxLoad, 'changes'>> {
    const rows = new Map((await readRows(sql, changed)).map((row) => [idOf(row), row]));
    const known = await readPublished(sql, changed);
    const positions = await readPositions(sql, changed);
    const records: ViewRecord[] = [];
    const due: Due[] = [];
    for (const id of new Set([...rows.keys(), ...known.keys()])) {
      const [row, before] = [rows.get(id), known.get(id)];
      const of = row ?? before;
      if (of === undefined) continue;
      const { view, account } = of;
      const topic = TOPICS[view];
      const record = rowRecord(topic, keyOf(of), row?.row, positions.get(account) ?? 0);
      const digest = record.value === null ? undefined : sha256Hex(record.value).slice(0, 32);
      if (digest !== undefined && digest === before?.digest?.replaceAll('-', '')) continue;
      records.push({ topic, ...record });
      due.push({ view, account, id: of.id, thread: of.thread, digest });
    }
    return { records, due, nths: changed.nths };
  }
}

const idOf = ({ view, account, id }: Pick<Due, 'view' | 'account' | 'id'>): string => `${view} ${account} ${id}`;

/** No rebuild switches the tables and nobody takes over until the transaction ends. @returns which table of changes is the live one */
const enter = async (sql: Sql, epoch: number): Promise<number> => {
  await enterLive(sql, publishedThreadsView);
  const [mine] = await sql.query<{ before: number | null; now: number }>(
    `select changes::bigint as before, 'threads.changed'::regclass::oid::bigint as now from view_topics.publisher
      where epoch = $1 for update`,
    [epoch],
  );
  if (mine === undefined) throw new Overtaken();
  if (mine.before === mine.now) return mine.now;
  await noteAllPublished(sql);
  await sql.query('update view_topics.publisher set changes = $1', [mine.now]);
  return mine.now;
};

type Published = Pick<OutboxRow, 'view' | 'account' | 'id' | 'thread'> & { readonly digest: string | null };

const readPublished = async (sql: Sql, { threads, messages }: ChangedThings): Promise<Map<string, Published>> => {
  const asked = (things: readonly Thing[]) => [things.map(({ account }) => account), things.map(({ id }) => id)];
  const known = await sql.query<Published>(
    `select view, account, id, thread, digest from (
       select 'mailbox', * from unnest($1::uuid[], $2::uuid[]) union all select 'deal-timeline', * from unnest($3::uuid[], $4::uuid[])
     ) as asked (view, account, id) join view_topics.published using (account, view, id)`,
    [...asked(threads), ...asked(messages)],
  );
  return new Map(known.map((row) => [idOf(row), row]));
};

/** How far the view is with each account: its rows are so after that. */
const readPositions = async (sql: Sql, { threads, messages }: ChangedThings): Promise<Map<string, number>> => {
  const accounts = [...new Set([...threads, ...messages].map(({ account }) => account))];
  const rows = await sql.query<{ key: string; position: number }>(
    'select key, position from processor.applied where processor = $1 and key = any($2::text[])',
    [`projections.${publishedThreadsView.name}`, accounts],
  );
  return new Map(rows.map(({ key, position }) => [key, position]));
};

const columns = (due: readonly Due[]) => [
  due.map(({ view }) => view),
  due.map(({ account }) => account),
  due.map(({ id }) => id),
  due.map(({ thread }) => thread),
];

/** Before anything is sent: after a crash nobody knows whether it was, so that it is sent, or taken back, again. */
const unsure = async (sql: Sql, due: readonly Due[]): Promise<void> => {
  if (due.length === 0) return;
  await sql.query(
    `insert into view_topics.published (view, account, id, thread) select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[])
     on conflict (account, view, id) do update set thread = excluded.thread, digest = null`,
    columns(due),
  );
};

const settle = async (sql: Sql, due: readonly Due[]): Promise<void> => {
  const sent = due.filter(({ digest }) => digest !== undefined);
  const takenBack = due.filter(({ digest }) => digest === undefined);
  const same = 'p.account = u.account and p.view = u.view and p.id = u.id';
  const of = 'unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[]';
  await Promise.all([
    sql.query(
      `update view_topics.published p set digest = u.digest
         from ${of}, $5::uuid[]) as u (view, account, id, thread, digest) where ${same}`,
      [...columns(sent), sent.map(({ digest }) => digest ?? null)],
    ),
    sql.query(
      `delete from view_topics.published p using ${of}) as u (view, account, id, thread) where ${same}`,
      columns(takenBack),
    ),
  ]);
};
