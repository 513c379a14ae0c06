export { BLOB_STORE_CODES, blobDamaged, blobNotFound, checkAccount, foreignRef } from './blob-error.ts';
export type { BlobRef, BlobStore } from './blob-store.ts';
