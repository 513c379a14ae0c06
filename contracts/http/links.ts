import { z } from 'zod';
import { Id, Time } from '../events/values.ts';
import { ExternalId, RecordRef, Token } from './conventions.ts';

/** LNK-5. */
export const LinkWhy = z.object({
  /** Name and version: `participants@1`, `single-open-deal@1`, `by-hand`. */
  rule: z.string(),
  candidates: z.array(RecordRef).readonly().optional(),
  address: z.string().optional(),
  by: RecordRef.optional(),
  at: Time,
});

export const Link = z.object({
  kind: z.enum(['contact', 'organisation', 'deal']),
  record: RecordRef,
  why: LinkWhy,
});

/** `GET /v1/threads/{id}/links` */
export const ThreadLinks = z.object({
  threadId: Id,
  links: z.array(Link).readonly(),
  /** Several deals are possible (LNK-2); empty when there is nothing to choose. */
  suggestedDeals: z.array(RecordRef).readonly(),
});

/** `PUT /v1/threads/{id}/deal`; DELETE has no body. */
export const DealChoice = z.object({ dealId: ExternalId });

/** `PUT|DELETE /v1/threads/{id}/contacts/{contactId}` */
export const ContactLinkParams = z.object({ id: Id, contactId: ExternalId });

export const LinkOutcome = z.object({ outcome: z.enum(['done', 'already-so']), token: Token.optional() });

/** `GET /v1/threads/{id}/visibility`: who may see it now, and why. */
export const ThreadVisibility = z.object({
  threadId: Id,
  visibility: z.enum(['private', 'shared']),
  /** In words: `by the owner`, `by the account's default`, `a merge never widens`. */
  because: z.string(),
  since: Time,
  viewers: z
    .array(
      z.object({
        user: RecordRef,
        /** `owner`, or `may see every linked record`. */
        because: z.string(),
      }),
    )
    .readonly(),
});

export type Link = z.output<typeof Link>;
export type LinkWhy = z.output<typeof LinkWhy>;
export type ThreadLinks = z.output<typeof ThreadLinks>;
export type LinkOutcome = z.output<typeof LinkOutcome>;
export type ThreadVisibility = z.output<typeof ThreadVisibility>;
