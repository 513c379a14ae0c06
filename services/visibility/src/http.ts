import { HiddenAnswer, IdParams, SharingAnswer, SharingBody } from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import type { Sharing } from './application/sharing.ts';

const tags = ['visibility'];

/** Sharing by the owner. */
export const routes = (sharing: Sharing): HttpRoutes => [
  defineRoute({
    method: 'POST',
    url: '/v1/threads/sharing',
    summary: 'Share threads, or make them private',
    tags,
    auth: 'user',
    body: SharingBody,
    answers: { 200: SharingAnswer },
    handle: async ({ body, caller, commandId }) => ({
      items: await sharing.set(caller, commandId, body.threads, body.visibility),
    }),
  }),
  ...(['PUT', 'DELETE'] as const).map((method) =>
    defineRoute({
      method,
      url: '/v1/messages/:id/hidden',
      summary: method === 'PUT' ? 'Hide one message of a shared thread' : 'Show a hidden message again',
      tags,
      auth: 'user',
      params: IdParams,
      answers: { 200: HiddenAnswer },
      handle: ({ params, caller, commandId }) => sharing.hide(caller, commandId, params.id, method === 'PUT'),
    }),
  ),
];
