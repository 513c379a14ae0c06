export { blobStoreContract } from './blob-store-contract.ts';
export type { BlobStoreFixture, BlobStoreUnderTest } from './blob-store-contract.ts';
