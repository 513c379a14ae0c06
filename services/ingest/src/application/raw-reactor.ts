import type { BlobStore } from '@mailfold/blob-store';
import { RawDeleted } from '@mailfold/contracts';
import type { Reactor } from '@mailfold/processor';

/** `ingest.raw`: deletes the bytes of messages that were given up (SCO-2). Killed meanwhile, it does so again. */
export const rawReactor = (blobs: BlobStore): Reactor => ({
  name: 'ingest.raw',
  handles: [RawDeleted.type],
  react: (accountId, events) =>
    blobs.delete(
      accountId,
      events.flatMap((event) => (RawDeleted.is(event) ? event.data.blobs : [])),
    ),
});
