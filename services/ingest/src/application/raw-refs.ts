import {
  type DataOf,
  type Location,
  MessageObserved,
  MessageQuarantined,
  MessageReleased,
  MessageRestored,
} from '@mailfold/contracts';
import type { EventStore } from '@mailfold/event-store';
import type { StoredBlobs } from '../domain/observation.ts';
import { streamed } from './streamed.ts';

type Content = Pick<DataOf<typeof MessageObserved>, 'raw' | 'text' | 'html' | 'attachments'>;

/**
 * All that was ever stored of these messages. Read from the log, which says so once: rows for it would cost every mail, and this is asked
 * once after a scope was narrowed. References are never used twice, so those that were deleted before may be named again.
 */
export const blobsOf = async (
  events: Pick<EventStore, 'readStream'>,
  accountId: string,
  messageIds: readonly string[],
): Promise<readonly StoredBlobs[]> => {
  const found = new Map(messageIds.map((id): [string, string[]] => [id, []]));
  const quarantined = new Map<string, string>();
  for await (const event of streamed(events, `ingest-${accountId}`)) {
    if (MessageObserved.is(event)) found.get(event.data.messageId)?.push(...refsOf(event.data));
    if (MessageRestored.is(event) && event.data.content !== undefined)
      found.get(event.data.messageId)?.push(...refsOf(event.data.content));
    if (MessageQuarantined.is(event) && event.data.raw !== undefined)
      quarantined.set(nameOf(event.data.location), event.data.raw);
    if (MessageReleased.is(event)) {
      const raw = quarantined.get(nameOf(event.data.location));
      if (raw !== undefined) found.get(event.data.messageId)?.push(raw);
    }
  }
  return [...found].map(([messageId, blobs]) => ({ messageId, blobs }));
};

const refsOf = ({ raw, text, html, attachments }: Content): string[] => [
  raw,
  ...(text === undefined ? [] : [text]),
  ...(html === undefined ? [] : [html]),
  ...attachments.map(({ blob }) => blob),
];

const nameOf = ({ folderId, epoch, uid }: Location): string => `${folderId} ${epoch} ${uid}`;
