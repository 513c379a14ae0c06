export type { Fence, Leases, Share, ShareOptions, Wanted, Work } from './leases.ts';
export { PostgresLeases, type PostgresLeasesOptions } from './postgres-leases.ts';
export { soleHolder } from './sole-holder.ts';
