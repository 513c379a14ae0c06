import { z } from 'zod';

const entries = z.array(z.string().min(1).max(320)).max(2_000);

/**
 * `PUT /v1/block-list` (SCO-4): all entries as they shall be. A user changes their own list, a service key the tenant's. A domain
 * stands for those below it too. A message is screened when it has participants beside the owner and every one is blocked.
 */
export const BlockListBody = z.object({
  addresses: entries.default([]),
  domains: entries.default([]),
  /** SCO-6, with a service key alone: only mail with a contact of the directory is stored. Absent: as it is. */
  contactsOnly: z.boolean().optional(),
});

/** `GET /v1/block-list` */
export const BlockListAnswer = z.object({
  of: z.enum(['user', 'tenant']),
  addresses: z.array(z.string()).readonly(),
  domains: z.array(z.string()).readonly(),
  contactsOnly: z.boolean().optional(),
});

export type BlockListAnswer = z.output<typeof BlockListAnswer>;
