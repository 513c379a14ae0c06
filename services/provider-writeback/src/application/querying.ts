import type { Sql } from '@mailfold/read-store';

/** A transaction, or the store itself: all that reading needs. */
export type Querying = Pick<Sql, 'query'>;
