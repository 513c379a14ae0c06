import { ContactLinkParams, DealChoice, IdParams, LinkOutcome, ThreadLinks } from '@mailfold/contracts/http';
import { MailfoldError, recordId } from '@mailfold/kernel';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { directoryRoutes } from './directory-routes.ts';
import type { Directory } from './application/directory/directory.ts';
import type { Links } from './application/links/links.ts';

const tags = ['links'];

/** The directory, and links by hand. */
export const routes = (directory: Directory, links: Links): HttpRoutes => [
  ...directoryRoutes(directory),
  defineRoute({
    method: 'GET',
    url: '/v1/threads/:id/links',
    summary: 'Links of a thread, each with its why',
    tags,
    auth: 'user',
    params: IdParams,
    answers: { 200: ThreadLinks },
    handle: async ({ params, caller }) => {
      const found = await links.show(caller, params.id);
      if (found !== undefined) return found;
      throw new MailfoldError({
        code: 'thread/not-found',
        message: `There is no thread ${params.id} in your mailbox.`,
      });
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/v1/threads/:id/deal',
    summary: 'Link the thread to a deal',
    tags,
    auth: 'user',
    params: IdParams,
    body: DealChoice,
    answers: { 200: LinkOutcome },
    handle: ({ params, body, caller, commandId }) =>
      links.change(caller, commandId, params.id, {
        kind: 'link-deal',
        dealId: recordId(caller.tenantId, 'deal', body.dealId),
      }),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/v1/threads/:id/deal',
    summary: 'Take the thread off its deal',
    tags,
    auth: 'user',
    params: IdParams,
    answers: { 200: LinkOutcome },
    handle: ({ params, caller, commandId }) => links.change(caller, commandId, params.id, { kind: 'unlink-deal' }),
  }),
  ...(['PUT', 'DELETE'] as const).map((method) =>
    defineRoute({
      method,
      url: '/v1/threads/:id/contacts/:contactId',
      summary: method === 'PUT' ? 'Link the thread to a contact' : 'Take a contact off the thread',
      tags,
      auth: 'user',
      params: ContactLinkParams,
      answers: { 200: LinkOutcome },
      handle: ({ params, caller, commandId }) =>
        links.change(caller, commandId, params.id, {
          kind: method === 'PUT' ? 'link-contact' : 'unlink-contact',
          contactId: recordId(caller.tenantId, 'contact', params.contactId),
        }),
    }),
  ),
];
