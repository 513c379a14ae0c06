import { z } from 'zod';
import { Id, Time } from '../events/values.ts';
import { ExternalId, ListQuery, page } from './conventions.ts';

/** `POST /v1/tokens` (service key) */
export const TokenBody = z.object({
  /** The CRM's id of the user. */
  user: ExternalId,
  expiresInSeconds: z.number().int().min(1).max(86_400).default(3_600),
});
/** Shown once. */
export const UserToken = z.object({ token: z.string(), userId: Id, expiresAt: Time });

/** `GET /v1/acted-calls` (user): calls in which a service key acted as this user (VIS-1). */
export const ActedCallQuery = ListQuery.omit({ atLeast: true });
export const ActedCall = z.object({ keyId: Id, keyLabel: z.string(), method: z.string(), route: z.string(), at: Time });
export const ActedCallPage = page(ActedCall);

export type UserToken = z.output<typeof UserToken>;
export type ActedCall = z.output<typeof ActedCall>;
