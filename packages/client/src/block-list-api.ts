import { BlockListAnswer, Written } from '@mailfold/contracts/http';
import type { Transport } from './transport.ts';

/** Whom no mail is wanted of: a user's own list, or with a service key the tenant's (SCO-4). */
export const blockListApi = (transport: Transport) => ({
  get: () => transport.call(BlockListAnswer, 'GET', '/v1/block-list'),
  /** All entries as they shall be. */
  replace: (body: {
    readonly addresses: readonly string[];
    readonly domains: readonly string[];
    readonly contactsOnly?: boolean;
  }) => transport.call(Written, 'PUT', '/v1/block-list', { body }),
});
