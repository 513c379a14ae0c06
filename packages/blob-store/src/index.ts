export { BLOB_STORE_CODES, blobDamaged, blobNotFound, checkAccount } from './blob-error.ts';
export type { BlobRef, BlobStore } from './blob-store.ts';
