import { z } from 'zod';

const entries = z.array(z.string().min(1).max(320)).max(2_000);

/**
 * `PUT /v1/block-list` (SCO-4): all entries as they shall be. A user changes their own list, a service key the tenant's. A domain
 * stands for those below it too. A message is screened when it has participants beside the owner and every one is blocked.
 */
export const BlockListBody = z.object({ addresses: entries.default([]), domains: entries.default([]) });

/** `GET /v1/block-list` */
export const BlockListAnswer = z.object({
  of: z.enum(['user', 'tenant']),
  addresses: z.array(z.string()).readonly(),
  domains: z.array(z.string()).readonly(),
});

export type BlockListAnswer = z.output<typeof BlockListAnswer>;
