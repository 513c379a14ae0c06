import { BlockListAnswer, BlockListBody, Written } from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import type { BlockLists } from './application/block-lists.ts';

const tags = ['accounts'];

/** Whom a user, or the whole tenant, wants no mail of (SCO-4). */
export const blockListRoutes = (lists: BlockLists): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/block-list',
    summary: 'The block list: your own, or with a service key the tenant’s',
    tags,
    auth: 'any',
    answers: { 200: BlockListAnswer },
    handle: ({ caller }) => lists.read(caller),
  }),
  defineRoute({
    method: 'PUT',
    url: '/v1/block-list',
    summary: 'Replace the block list; it holds for mail that comes later',
    tags,
    auth: 'any',
    body: BlockListBody,
    answers: { 200: Written },
    handle: ({ body, caller, commandId }) => lists.replace(caller, commandId, body),
  }),
];
