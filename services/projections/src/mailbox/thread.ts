import type { Thread } from '@mailfold/contracts/http';
import type { ReadStore } from '@mailfold/read-store';
import type { UserCaller } from '@mailfold/service-host';
import type { z } from 'zod';
import { mayView } from '../may-view.ts';
import {
  MESSAGE_COLUMNS,
  MESSAGE_JOINS,
  type MessageRecord,
  THREAD_COLUMNS,
  threadJoins,
  type ThreadRecord,
  toMessage,
  toSummary,
} from './rows.ts';

interface Found extends ThreadRecord {
  readonly owner: string;
  readonly ownerExternalId: string | null;
  readonly ownerName: string | null;
}

/** One thread with its mail, as this viewer may see it; the id of an absorbed thread answers with the survivor (THR-5). */
export const readThread = async (
  rows: ReadStore,
  caller: UserCaller,
  threadId: string,
): Promise<z.input<typeof Thread> | undefined> => {
  const [thread] = await rows.query<Found>(
    `select ${THREAD_COLUMNS}, t.owner, u.external_id as "ownerExternalId", u.name as "ownerName"
       from threads.thread named join threads.thread t on t.account = named.account and t.thread = named.root
       left join records.usr u on u.tenant = t.tenant and u.id = t.owner ${threadJoins('$3')}
      where named.thread = $1 and t.tenant = $2 and t.messages > 0 and ${mayView('$3')}`,
    [threadId, caller.tenantId, caller.userId],
  );
  if (thread === undefined) return undefined;
  const mine = thread.owner === caller.userId;
  const messages = await rows.query<MessageRecord>(
    `select ${MESSAGE_COLUMNS} from threads.message m ${MESSAGE_JOINS}
      where m.account = $1 and m.root = $2 and not m.gone and ($3 or not m.hidden) order by m.received_at, m.message`,
    [thread.accountId, thread.id, mine],
  );
  const items = messages.map((row) => toMessage(row, mine));
  if (items.length === 0) return undefined;
  return { ...ofVisible(toSummary(thread), items, mine), owner: ownerRef(thread), mine, items };
};

/** Sums as a colleague sees them speak of nothing that is hidden. */
const ofVisible = (
  summary: ReturnType<typeof toSummary>,
  items: readonly ReturnType<typeof toMessage>[],
  mine: boolean,
): ReturnType<typeof toSummary> => {
  if (mine) return summary;
  const newest = items.at(-1);
  return {
    ...summary,
    subject: items[0]?.subject ?? '',
    preview: newest?.preview ?? '',
    newestAt: newest?.receivedAt ?? summary.newestAt,
    messages: items.length,
    unread: 0,
    hasAttachments: items.some((item) => item.attachments.some((one) => !one.inline)),
    suggestedDeals: 0,
  };
};

const ownerRef = ({ owner, ownerExternalId, ownerName }: Found) => ({
  id: ownerExternalId ?? owner,
  name: ownerName ?? ownerExternalId ?? owner,
});
