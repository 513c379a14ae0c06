export { readStoreContract, type ReadStoreFixture, type ReadStoreUnderTest } from './read-store-contract.ts';
