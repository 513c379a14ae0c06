import { z } from 'zod';
import { defineEvent } from './definition.ts';
import { DecidedBy, Id, Location } from './values.ts';

/** What the provider was asked to do, or why it was not (WBK-3). */
export const ProviderFollows = z.enum([
  'requested',
  'setting-off',
  'needs-reauthentication',
  'disconnected',
  'nothing-there',
]);

const threadAction = {
  threadId: Id,
  messageIds: z.array(Id),
  by: DecidedBy,
  actionId: Id,
  provider: ProviderFollows,
};

export const ThreadArchived = defineEvent(
  'writeback',
  'ThreadArchived',
  1,
  'Hidden from the inbox, kept in timelines (WBK-2).',
  z.object(threadAction),
);
export const ThreadUnarchived = defineEvent(
  'writeback',
  'ThreadUnarchived',
  1,
  'Back in the inbox.',
  z.object(threadAction),
);
export const ThreadDeleted = defineEvent(
  'writeback',
  'ThreadDeleted',
  1,
  'These messages are gone from every view, for good (WBK-2).',
  z.object(threadAction),
);
export const ThreadMarkedRead = defineEvent(
  'writeback',
  'ThreadMarkedRead',
  1,
  'These messages are read.',
  z.object(threadAction),
);
export const ThreadMarkedUnread = defineEvent(
  'writeback',
  'ThreadMarkedUnread',
  1,
  'These messages (the newest) are unread.',
  z.object(threadAction),
);

export const ProviderChange = z.enum(['archive', 'unarchive', 'delete', 'read', 'unread']);
export type ProviderChange = z.output<typeof ProviderChange>;

export const ProviderChangeRequested = defineEvent(
  'writeback',
  'ProviderChangeRequested',
  1,
  'The intent: exactly these messages at these places (WBK-4).',
  z.object({
    intentId: Id,
    actionId: Id,
    threadId: Id,
    change: ProviderChange,
    messages: z.array(z.object({ messageId: Id, locations: z.array(Location) })),
  }),
);
export const ProviderChangeAttempted = defineEvent(
  'writeback',
  'ProviderChangeAttempted',
  1,
  'The provider is about to be asked, for the nth time.',
  z.object({ intentId: Id, attempt: z.number().int().positive() }),
);
export const ProviderChangeAcknowledged = defineEvent(
  'writeback',
  'ProviderChangeAcknowledged',
  1,
  'It is so at the provider.',
  z.object({
    intentId: Id,
    moves: z.array(z.object({ messageId: Id, from: Location, to: Location.exactOptional() })),
  }),
);
export const ProviderChangeRefused = defineEvent(
  'writeback',
  'ProviderChangeRefused',
  1,
  'The provider said no for good.',
  z.object({ intentId: Id, code: z.string(), reason: z.string() }),
);
export const ProviderChangeOvertaken = defineEvent(
  'writeback',
  'ProviderChangeOvertaken',
  1,
  'The mail was changed there meanwhile; the provider wins (ING-6).',
  z.object({ intentId: Id, reason: z.string() }),
);
