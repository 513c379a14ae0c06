import { BlockListAnswer, BlockListBody, Written } from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';

/** Lists by whose they are: `tenant`, or `user`. */
export type FakeBlockLists = Record<'tenant' | 'user', { addresses: readonly string[]; domains: readonly string[] }>;

export const fakeBlockLists = (): FakeBlockLists => ({
  tenant: { addresses: [], domains: [] },
  user: { addresses: ['news@shop.example'], domains: [] },
});

export const blockListRoutes = (lists: FakeBlockLists): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/block-list',
    summary: 'Block list',
    tags: [],
    auth: 'any',
    answers: { 200: BlockListAnswer },
    handle: ({ caller }) => {
      const of = caller.kind === 'user' ? ('user' as const) : ('tenant' as const);
      return { of, addresses: [...lists[of].addresses], domains: [...lists[of].domains] };
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/v1/block-list',
    summary: 'Block list',
    tags: [],
    auth: 'any',
    body: BlockListBody,
    answers: { 200: Written },
    handle: ({ body, caller }) => {
      lists[caller.kind === 'user' ? 'user' : 'tenant'] = body;
      return { token: 'token' };
    },
  }),
];
