import type { BlobStore } from '@mailfold/blob-store';
import { uuid7 } from '@mailfold/kernel';
import type { Check } from '../check.ts';

const part = 'blob store';

/** Writes, reads and removes a blob of an account that nobody has. */
export const blobStoreCheck = (blobs: BlobStore): Check => ({
  part,
  whatToDo: 'See that the folder blobs in the data directory can be written, and that the disk has room.',
  look: async () => {
    const account = uuid7();
    const bytes = Buffer.from(account);
    const [ref = ''] = await blobs.put(account, [bytes]);
    const same = (await blobs.get(ref)).equals(bytes);
    await blobs.remove(account);
    if (!same) throw new Error('what was read is not what was written');
    return [{ part, state: 'ok', words: 'can be written and read' }];
  },
});
