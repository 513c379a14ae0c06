import type { FolderRole } from '@mailfold/contracts';
import type { Message } from '@mailfold/contracts/http';
import type { BlobStore } from '@mailfold/blob-store';
import type { ReadStore } from '@mailfold/read-store';
import type { UserCaller } from '@mailfold/service-host';
import type { z } from 'zod';
import { mayView } from '../may-view.ts';
import { MESSAGE_COLUMNS, MESSAGE_JOINS, type MessageRecord, toMessage } from './rows.ts';

interface Found extends MessageRecord {
  readonly owner: string;
  readonly internetMessageId: string | null;
  readonly size: number;
  readonly raw: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly blobs: readonly {
    readonly filename?: string;
    readonly contentType: string;
    readonly contentId?: string;
    readonly size: number;
    readonly blob: string;
  }[];
  readonly folders: readonly string[];
}

/** A message that this viewer may see: their own, or one that is not hidden in a thread that they may see. */
export const findMessage = async (
  rows: ReadStore,
  caller: UserCaller,
  messageId: string,
): Promise<Found | undefined> => {
  const [found] = await rows.query<Found>(
    `select ${MESSAGE_COLUMNS}, a.owner, m.internet_message_id as "internetMessageId", m.size, m.raw, m.text, m.html, m.attachments as blobs, m.folders
       from threads.message m join threads.account a using (account)
       left join threads.thread t on t.account = m.account and t.thread = m.root ${MESSAGE_JOINS}
      where m.message = $1 and a.tenant = $2 and not m.gone
        and (a.owner = $3 or (not m.hidden and t.thread is not null and ${mayView('$3')}))`,
    [messageId, caller.tenantId, caller.userId],
  );
  return found;
};

export const readMessage = async (
  parts: { readonly rows: ReadStore; readonly blobs: BlobStore },
  caller: UserCaller,
  messageId: string,
): Promise<z.input<typeof Message> | undefined> => {
  const found = await findMessage(parts.rows, caller, messageId);
  if (found === undefined) return undefined;
  const mine = found.owner === caller.userId;
  const folders = await parts.rows.query<{ id: string; path: string; role: FolderRole }>(
    'select folder as id, path, role from threads.folder where account = $1 and folder = any($2::uuid[]) order by path',
    [found.accountId, mine ? found.folders : []],
  );
  return {
    ...toMessage(found, mine),
    text: found.text === null ? '' : (await parts.blobs.get(found.text)).toString('utf8'),
    hasHtml: found.html !== null,
    ...(found.internetMessageId === null ? {} : { internetMessageId: found.internetMessageId }),
    size: found.size,
    folders,
  };
};
