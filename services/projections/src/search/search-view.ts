import type { BlobStore } from '@mailfold/blob-store';
import { MessageObserved, MessageRestored, RawDeleted, ThreadDeleted } from '@mailfold/contracts';
import { LINGER_MS, type View } from '@mailfold/processor';
import { fold } from './fold.ts';
import { load, loadTexts } from './load.ts';
import { save } from './save.ts';
import { hashed, tables } from './tables.ts';

/** `projections.search`: the words of every message, and its preview (SRC-1). */
export const searchView = (blobs: BlobStore): View => ({
  name: 'search',
  version: 5,
  lingerMs: LINGER_MS,
  handles: [MessageObserved, MessageRestored, RawDeleted, ThreadDeleted].map((one) => one.type),
  tables,
  hashed,
  apply: async (sql, events) => {
    const refs = events.flatMap((event) => {
      if (MessageObserved.is(event)) return event.data.text ?? [];
      return MessageRestored.is(event) ? (event.data.content?.text ?? []) : [];
    });
    const texts = loadTexts(blobs, [...new Set(refs)]);
    // Whoever fails first is told of; the other's failure is not a second one.
    const [set, found] = await Promise.all([load(sql, events), texts]);
    for (const event of events) fold(set, event, found);
    await save(sql, set);
  },
});
