export { READ_STORE_CODES, type ReadStoreCode } from './errors.ts';
export { migrate, type Migration } from './migrate.ts';
export type { ReadStore, Sql, SqlValue, TransactionOptions } from './read-store.ts';
