import type { ReadStore, Sql, SqlValue, TransactionOptions } from '@mailfold/read-store';
import type pg from 'pg';
import { Connections, type PostgresOptions } from './connections.ts';
import { isAway, isLost, outcomeUnknown, statementFailure, unavailable } from './failure.ts';
import { Listener } from './listener.ts';
import { Patience } from './patience.ts';
import { beginStatement, brief, PostgresSql, run } from './transaction.ts';

const READS = /^\s*select\b/i;
const MOST_READINGS = 5;

/** The read store on PostgreSQL 14 or later. */
export class PostgresReadStore implements ReadStore {
  readonly #patience: Patience;
  readonly #connections: Connections;
  readonly #listener: Listener;

  private constructor(options: PostgresOptions) {
    this.#patience = new Patience(options.patienceMs ?? 30_000);
    this.#connections = new Connections(options, this.#patience);
    this.#listener = new Listener(options, this.#patience);
  }

  /** Waits for the server as every call does. Rejects with `read-store/refused` for a wrong password, user or database. */
  static async connect(options: PostgresOptions): Promise<PostgresReadStore> {
    const store = new PostgresReadStore(options);
    try {
      await store.query('select 1');
      return store;
    } catch (thrown) {
      await store[Symbol.asyncDispose]();
      throw thrown;
    }
  }

  async query<Row extends object = Record<string, unknown>>(
    text: string,
    values: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    const tried = `running "${brief(text)}"`;
    for (let reading = 1; ; reading += 1) {
      const client = await this.#connections.take();
      try {
        const rows = await run<Row>(client, text, values);
        client.release();
        return rows;
      } catch (thrown) {
        client.release(isAway(thrown));
        if (!isLost(thrown)) throw statementFailure(tried, thrown);
        if (!READS.test(text)) throw outcomeUnknown(tried, thrown);
        if (reading === MOST_READINGS) throw unavailable(tried, thrown);
      }
    }
  }

  async transaction<Result>(work: (sql: Sql) => Promise<Result>, options: TransactionOptions = {}): Promise<Result> {
    const client = await this.#connections.take();
    const sql = new PostgresSql(client);
    // The first statement of the work is sent with it.
    const begun = sql.script(beginStatement(options));
    const result = await workOrRollBack(client, sql, begun, work);
    await commit(client);
    client.release();
    sql.committed();
    return result;
  }

  listen(channel: string, onNotify: (payload: string) => void): Promise<AsyncDisposable> {
    return this.#listener.listen(channel, onNotify);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#patience.close();
    await this.#listener.close();
    await this.#connections.close();
  }
}

async function workOrRollBack<Result>(
  client: pg.PoolClient,
  sql: PostgresSql,
  begun: Promise<void>,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  try {
    const [result] = await Promise.all([work(sql), begun]);
    return result;
  } catch (thrown) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw sql.reasonOf(thrown);
  } finally {
    sql.end();
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  const command = await client.query('commit').then(
    (result) => result.command,
    (thrown: unknown) => {
      client.release(true);
      throw isLost(thrown) ? outcomeUnknown('committing', thrown) : statementFailure('committing', thrown);
    },
  );
  if (command !== 'ROLLBACK') return;
  client.release();
  // PostgreSQL answers so, without an error, when a statement failed and its error was swallowed.
  throw new TypeError('read store: the transaction was rolled back, as one of its statements had failed');
}
