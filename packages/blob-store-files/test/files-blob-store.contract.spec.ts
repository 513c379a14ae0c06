import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilesBlobStore } from '@mailfold/blob-store-files';
import { blobStoreContract } from '@mailfold/blob-store/contract';

blobStoreContract({
  name: 'FilesBlobStore',
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mailfold-blobs-'));
    // Small packs, so that the contract meets many of them.
    const options = { folder, rollBytes: 10_000 };
    const store = new FilesBlobStore(options);
    return {
      store,
      reopen: async () => {
        await store[Symbol.asyncDispose]();
        return new FilesBlobStore(options);
      },
      [Symbol.asyncDispose]: async () => {
        await store[Symbol.asyncDispose]();
        await rm(folder, { recursive: true });
      },
    };
  },
});
