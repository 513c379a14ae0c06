import { z } from 'zod';
import { defineEvent } from './definition.ts';
import { DecidedBy, Id, Visibility } from './values.ts';

export const ThreadShared = defineEvent(
  'visibility',
  'ThreadShared',
  1,
  'Colleagues who may see every record of the thread may see it (VIS-2).',
  z.object({ threadId: Id, by: DecidedBy }),
);
export const ThreadMadePrivate = defineEvent(
  'visibility',
  'ThreadMadePrivate',
  1,
  'Only the owner sees the thread.',
  z.object({
    threadId: Id,
    by: DecidedBy,
    reason: z.enum(['owner', 'merge', 'record-removed', 'user-removed', 'deleted']),
  }),
);
export const MessageHidden = defineEvent(
  'visibility',
  'MessageHidden',
  1,
  'The owner hid one message of a shared thread (VIS-3).',
  z.object({ threadId: Id, messageId: Id }),
);
export const MessageShown = defineEvent(
  'visibility',
  'MessageShown',
  1,
  'A hidden message shows again.',
  z.object({ threadId: Id, messageId: Id }),
);
export const DefaultChanged = defineEvent(
  'visibility',
  'DefaultChanged',
  1,
  'What threads are when they start, from here on (VIS-3).',
  z.object({ visibility: Visibility }),
);

/** Of what the directory says of a user; it grows with each, and an earlier one that comes late counts for nothing. */
const version = z.number().int().positive();

export const OwnerRemoved = defineEvent(
  'visibility',
  'OwnerRemoved',
  1,
  "The account's owner is no longer a user: what was shared is made private, and threads start private (CON-5).",
  z.object({ ownerId: Id, version }),
);
export const OwnerRestored = defineEvent(
  'visibility',
  'OwnerRestored',
  1,
  "The owner is a user again: threads start as the account's default says; what was made private stays so.",
  z.object({ ownerId: Id, version }),
);
