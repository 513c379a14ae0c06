export { FilesBlobStore } from './files-blob-store.ts';
export type { FilesBlobStoreOptions } from './files-blob-store.ts';
