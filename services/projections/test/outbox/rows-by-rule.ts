import { DealTimelineView, MailboxView } from '@mailfold/contracts/views';
import type { ReadStore } from '@mailfold/read-store';

/** Rows as PostgreSQL has them. */
type Row = Readonly<Record<string, never>>;

/**
 * What subscribers are to have, by the rule alone: every thread with mail for its owner; every message that is neither hidden nor gone of
 * threads that are shared and linked to a deal, with all records that it is linked to.
 */
export const rowsByRule = async (rows: ReadStore): Promise<Record<string, unknown>> => {
  const threads = await rows.query<Row>('select * from threads.thread');
  const messages = await rows.query<Row>('select * from threads.message');
  const links = await rows.query<Row>('select * from threads.link order by kind, record');
  const roots = threads.filter((one) => one['root'] === one['thread']);
  const linksOf = ({ account, thread }: Row) =>
    links.filter((one) => one['account'] === account && one['thread'] === thread);
  const mailbox = roots
    .filter((thread) => Number(thread['messages']) > 0)
    .map((thread) => [
      `${MailboxView.topic} ${thread['account']}/${thread['thread']}`,
      mailboxRow(thread, linksOf(thread)),
    ]);
  const timeline = roots
    .filter((thread) => thread['shared'] && linksOf(thread).some(({ kind }) => kind === 'deal'))
    .flatMap((thread) =>
      messages
        .filter((one) => one['account'] === thread['account'] && one['root'] === thread['thread'])
        .filter((one) => !one['hidden'] && !one['gone'])
        .map((message) => [
          `${DealTimelineView.topic} ${message['account']}/${message['message']}`,
          timelineRow(thread, message, linksOf(thread)),
        ]),
    );
  return Object.fromEntries([...mailbox, ...timeline]);
};

const mailboxRow = (thread: Row, links: readonly Row[]) => ({
  tenantId: thread['tenant'],
  accountId: thread['account'],
  ownerId: thread['owner'],
  threadId: thread['thread'],
  subject: thread['subject'],
  newestMessageId: thread['newest_message'],
  newestAt: thread['newest_at'],
  messages: thread['messages'],
  unread: thread['unread'],
  sent: thread['sent'],
  hasAttachments: Number(thread['attached']) > 0,
  visibility: thread['shared'] ? 'shared' : 'private',
  archived: thread['archived'],
  folders: [...(thread['folders'] ?? [])].map((id, n) => ({ id, messages: thread['folder_counts']?.[n] })),
  deals: links.filter(({ kind }) => kind === 'deal').map(({ record }) => record),
});

const timelineRow = (thread: Row, message: Row, links: readonly Row[]) => ({
  tenantId: thread['tenant'],
  accountId: message['account'],
  ownerId: thread['owner'],
  threadId: thread['thread'],
  messageId: message['message'],
  records: links.map(({ kind, record }) => ({ kind, id: record })),
  direction: message['direction'],
  at: message['received_at'],
  subject: message['subject'],
  from: message['from_'],
  to: message['to_'],
  cc: message['cc'],
  attachments: [...(message['attachments'] ?? [])].map(({ contentType, size, inline }) => ({
    contentType,
    size,
    inline,
  })),
  copyKey: message['copy_key'],
});
