export { migrate, type Migration } from './migrate.ts';
export type { ReadStore, Sql, SqlValue, TransactionOptions } from './read-store.ts';
