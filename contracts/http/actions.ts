import { z } from 'zod';
import { Id, Time } from '../events/values.ts';
import { ProviderFollows } from '../events/writeback.ts';
import { Count, Token } from './conventions.ts';

/** At most so many threads in one request. */
const Threads = z.array(Id).min(1).max(500);

export const ThreadAction = z.enum(['archive', 'unarchive', 'delete', 'read', 'unread']);

/** `POST /v1/threads/actions` (WBK-1) */
export const ActionsBody = z.object({ action: ThreadAction, threads: Threads });

/** `done`: an event was appended · `already-so`: nothing to do · `not-found`: not the caller's, or no thread. */
export const ActionOutcome = z.object({
  threadId: Id,
  outcome: z.enum(['done', 'already-so', 'not-found']),
  /** `/v1/actions/{id}`; with `done`. */
  actionId: Id.optional(),
  /** What the provider is asked, or why it is not (WBK-3). */
  provider: ProviderFollows.optional(),
  token: Token.optional(),
});

/** In the order of the request, one a thread; `token` covers all of one account. */
export const ActionsAnswer = z.object({ items: z.array(ActionOutcome).readonly() });

/** `GET /v1/actions/{id}` (WBK-4) */
export const Action = z.object({
  id: Id,
  threadId: Id,
  accountId: Id,
  action: ThreadAction,
  at: Time,
  provider: ProviderFollows,
  /** `none`: the provider was not asked. */
  state: z.enum(['none', 'waiting', 'attempted', 'acknowledged', 'refused', 'overtaken']),
  attempts: Count,
  /** In words; for refused and overtaken. */
  reason: z.string().optional(),
  finishedAt: Time.optional(),
});

/** `POST /v1/threads/sharing` (VIS-3) */
export const SharingBody = z.object({ visibility: z.enum(['shared', 'private']), threads: Threads });
export const SharingOutcome = z.object({
  threadId: Id,
  outcome: z.enum(['done', 'already-so', 'not-found', 'deleted']),
  token: Token.optional(),
});
export const SharingAnswer = z.object({ items: z.array(SharingOutcome).readonly() });

/** `PUT|DELETE /v1/messages/{id}/hidden`: hide one message of a shared thread, show it again (VIS-3). */
export const HiddenAnswer = z.object({ outcome: z.enum(['done', 'already-so']), token: Token.optional() });

export type ThreadAction = z.output<typeof ThreadAction>;
export type ActionsBody = z.output<typeof ActionsBody>;
export type ActionOutcome = z.output<typeof ActionOutcome>;
export type ActionsAnswer = z.output<typeof ActionsAnswer>;
export type Action = z.output<typeof Action>;
export type SharingBody = z.output<typeof SharingBody>;
export type SharingOutcome = z.output<typeof SharingOutcome>;
