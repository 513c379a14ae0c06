export { guardedFetch, type GuardedFetch, type GuardedFetchOptions, type GuardedRequest } from './guarded-fetch.ts';
export { NetworkGuard, type NetworkGuardOptions } from './network-guard.ts';
export { type Address, lookupOf, type Resolve } from './resolve.ts';
