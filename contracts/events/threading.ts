import { z } from 'zod';
import { defineEvent } from './definition.ts';
import { Id, Time } from './values.ts';

export const ThreadStarted = defineEvent(
  'threading',
  'ThreadStarted',
  1,
  'A message belongs to no known thread; its first message follows.',
  z.object({ threadId: Id, policy: z.string() }),
);

export const MessageAttached = defineEvent(
  'threading',
  'MessageAttached',
  1,
  'A message is in a thread.',
  z.object({
    threadId: Id,
    messageId: Id,
    policy: z.string(),
    /** Keyed hashes: two messages that share one belong together. */
    joins: z.array(z.string()),
    receivedAt: Time,
  }),
);

export const ThreadsMerged = defineEvent(
  'threading',
  'ThreadsMerged',
  1,
  'Threads became one; the ids of the absorbed keep resolving to the survivor (THR-5).',
  z.object({ survivor: Id, absorbed: z.array(Id).min(1), bridge: Id, policy: z.string() }),
);

export const MergeSuggested = defineEvent(
  'threading',
  'MergeSuggested',
  1,
  'Threads that would be one are linked to different deals and stay apart (THR-6).',
  z.object({ threads: z.array(Id).min(2), bridge: Id, policy: z.string() }),
);
