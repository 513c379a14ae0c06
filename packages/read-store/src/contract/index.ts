export type { ReadStoreFixture, ReadStoreUnderTest } from './fixture.ts';
export { readStoreContract } from './read-store-contract.ts';
