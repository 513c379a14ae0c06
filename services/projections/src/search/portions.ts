import { MessageObserved } from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';

/** Events folded in one go, whose texts are in memory at the same time. */
const MOST_EVENTS = 500;
/** Bytes of the mails in them; a larger mail goes alone. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The events in order, in portions whose texts fit into memory: a rebuild brings thousands, and a mail may have many megabytes. */
export const portions = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const cut: StoredEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = MessageObserved.is(event) ? event.data.size : 0;
    bytes += size;
    const last = cut.at(-1);
    if (last === undefined || last.length >= MOST_EVENTS || bytes > MOST_BYTES) {
      cut.push([event]);
      bytes = size;
    } else last.push(event);
  }
  return cut;
};
