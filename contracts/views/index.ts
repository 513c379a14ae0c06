export { beatOf } from './beat.ts';
export { VIEWS } from './catalogue.ts';
export { DealTimelineRow, DealTimelineView, dealTimelineKey } from './deal-timeline.ts';
export type { ViewDefinition } from './definition.ts';
export { MailboxRow, MailboxView, mailboxKey } from './mailbox.ts';
export { ROW_HEADER, RowHeaders } from './row-headers.ts';
export { rowRecord, type RowRecord } from './row-record.ts';
