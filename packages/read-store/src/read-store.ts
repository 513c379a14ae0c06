/**
 * A value that PostgreSQL stores; arrays become SQL arrays, plain objects become json. Bytes are the value itself for
 * `bytea`, and PostgreSQL's binary form of the value for a placeholder of any other type.
 */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | Date
  | readonly SqlValue[]
  | { readonly [key: string]: unknown };

/**
 * One transaction's connection. Placeholders are `$1`, `$2`, …. `int8` comes back as a number, `timestamptz` as an
 * RFC 3339 string in UTC with milliseconds, `bytea` as a Buffer, `json` parsed.
 */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** A script of several statements without values (migrations). */
  script(text: string): Promise<void>;
  /**
   * Calls back once the commit was acknowledged; not at all when the transaction fails or its outcome is unknown. For
   * hints such as waking a reader early; the callback must not throw.
   */
  afterCommit(callback: () => void): void;
}

export interface TransactionOptions {
  /**
   * `false`: the commit may be lost in a crash of the database (never torn), while the process that was told of it goes
   * on. Only for rows whose loss harms nobody then, such as hints where to resume; not for views: what was acknowledged
   * is not delivered again. Default `true`. An append to the event store makes its transaction durable again.
   */
  readonly durable?: boolean;
  /** A snapshot that does not change while it is read. Default: read committed. */
  readonly snapshot?: boolean;
}

/**
 * Where views, service state and checkpoints live: one SQL dialect (PostgreSQL), transactions, notifications.
 *
 * While the database is away every call waits and tries again (reads and the start of a transaction) or rejects with
 * `read-store/unavailable` (retry: backoff). A rejected transaction has changed nothing; one whose commit was cut off
 * rejects with `read-store/outcome-unknown`, and the caller must look before it repeats (so does a single statement that
 * is not a `select`). What PostgreSQL refuses rejects with `read-store/rejected` (details: `sqlState`, `constraint`,
 * `table`, `hint`), transactions in each other's way with `read-store/collision` (backoff: repeat the whole transaction).
 */
export interface ReadStore extends AsyncDisposable {
  /** One statement in a transaction of its own. */
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  transaction<Result>(work: (sql: Sql) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
  /**
   * Calls back after each committed `notify channel`, and once after every reconnection, since notifications may have
   * been missed meanwhile. The callback must not throw.
   */
  listen(channel: string, onNotify: (payload: string) => void): Promise<AsyncDisposable>;
}
