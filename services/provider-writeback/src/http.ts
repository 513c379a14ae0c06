import { Action, ActionsAnswer, ActionsBody, IdParams } from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import type { Actions } from './application/actions.ts';

const tags = ['actions'];

/** What the owner does with threads, and what came of it at the provider. */
export const routes = (actions: Actions): HttpRoutes => [
  defineRoute({
    method: 'POST',
    url: '/v1/threads/actions',
    summary: 'Archive, unarchive, delete threads, or mark them read or unread',
    tags,
    auth: 'user',
    body: ActionsBody,
    answers: { 200: ActionsAnswer },
    handle: async ({ body, caller, commandId }) => ({
      items: await actions.act(caller, commandId, body.action, body.threads),
    }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/actions/:id',
    summary: 'What became of an action at the provider, or why the provider was not asked',
    tags,
    auth: 'user',
    params: IdParams,
    answers: { 200: Action },
    handle: ({ params, caller }) => actions.show(caller, params.id),
  }),
];
