import type { StoredEvent } from '@mailfold/event-store';
import type { Ripe } from '@mailfold/message-bus';
import type { Sql } from '@mailfold/read-store';

/**
 * A read model: rows that are a fold of the log and nothing else.
 *
 * The tables live in a schema of the view's name; `tables` and `apply` name them without a schema, so that a rebuild
 * folds the same log into new tables beside the old ones and switches in one transaction.
 */
export interface View {
  /** Name of the schema; the consumer group is `projections.<name>`. */
  readonly name: string;
  /** Raise it when `tables` or the meaning of `apply` changes: the view is then rebuilt at start. */
  readonly version: number;
  /** Types it folds. Others only move its applied position. */
  readonly handles: readonly string[];
  /** How much later than others it may see an event, so that it sees several at once; default 0. */
  readonly lingerMs?: number;
  /** See `whenFollowed`; default: every event is handled as soon as may be. */
  readonly ripe?: Ripe;
  /** DDL of empty tables, with the indexes that `apply` needs. */
  readonly tables: string;
  /** DDL of indexes that only readers need: a rebuild makes them when the rows are there. */
  readonly readersIndexes?: string;
  /** Each table with its key, for the hash that compares a rebuilt view with the live one. */
  readonly hashed: readonly { readonly table: string; readonly key: string }[];
  /** Folds a batch, of one key or many, in order. All its work is done in the given transaction. */
  apply(sql: Sql, events: readonly StoredEvent[]): Promise<void>;
}
