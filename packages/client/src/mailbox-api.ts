import {
  Action,
  ActionsAnswer,
  HiddenAnswer,
  LinkOutcome,
  MailboxCounts,
  Message,
  SearchPage,
  SharingAnswer,
  Thread,
  type ThreadAction,
  ThreadLinks,
  ThreadPage,
  ThreadVisibility,
} from '@mailfold/contracts/http';
import { type Query, segment, type Transport } from './transport.ts';

interface Reading {
  readonly atLeast?: string;
}

interface Listing extends Reading {
  readonly limit?: number;
  readonly cursor?: string | undefined;
}

export interface ThreadListing extends Listing {
  /** `inbox`, `sent`, `archive`, `drafts`, `all`, or a folder's id. */
  readonly folder?: string;
  readonly account?: string;
  readonly unread?: boolean;
}

const thread = (id: string, rest = ''): string => `/v1/threads/${segment(id)}${rest}`;
const message = (id: string, rest = ''): string => `/v1/messages/${segment(id)}${rest}`;
const queryOf = (options: object): Query => ({ ...options });

/** The caller's own mailbox. */
export const mailboxApi = (transport: Transport) => ({
  threads: (options: ThreadListing = {}) =>
    transport.call(ThreadPage, 'GET', '/v1/mailbox/threads', { query: queryOf(options) }),
  counts: (options: Reading = {}) =>
    transport.call(MailboxCounts, 'GET', '/v1/mailbox/counts', { query: queryOf(options) }),
  search: (q: string, options: Listing & { readonly in?: string } = {}) =>
    transport.call(SearchPage, 'GET', '/v1/search', { query: { ...queryOf(options), q } }),
  thread: (id: string, options: Reading = {}) => transport.call(Thread, 'GET', thread(id), { query: queryOf(options) }),
  message: (id: string) => transport.call(Message, 'GET', message(id)),
  /** The bytes as they came, unread. */
  raw: (id: string) => transport.send('GET', message(id, '/raw')),
  html: (id: string) => transport.send('GET', message(id, '/html')),
  attachment: (id: string, n: number) => transport.send('GET', message(id, `/attachments/${n}`)),
});

/** What one does with threads; `idempotencyKey` makes a repeat safe. */
export const threadsApi = (transport: Transport) => ({
  act: (action: ThreadAction, threads: readonly string[], idempotencyKey?: string) =>
    transport.call(ActionsAnswer, 'POST', '/v1/threads/actions', {
      body: { action, threads },
      ...(idempotencyKey ? { idempotencyKey } : {}),
    }),
  action: (id: string) => transport.call(Action, 'GET', `/v1/actions/${segment(id)}`),
  share: (visibility: 'shared' | 'private', threads: readonly string[]) =>
    transport.call(SharingAnswer, 'POST', '/v1/threads/sharing', { body: { visibility, threads } }),
  hideMessage: (id: string) => transport.call(HiddenAnswer, 'PUT', message(id, '/hidden')),
  showMessage: (id: string) => transport.call(HiddenAnswer, 'DELETE', message(id, '/hidden')),
  links: (id: string) => transport.call(ThreadLinks, 'GET', thread(id, '/links')),
  visibility: (id: string) => transport.call(ThreadVisibility, 'GET', thread(id, '/visibility')),
  linkDeal: (id: string, dealId: string) =>
    transport.call(LinkOutcome, 'PUT', thread(id, '/deal'), { body: { dealId } }),
  unlinkDeal: (id: string) => transport.call(LinkOutcome, 'DELETE', thread(id, '/deal')),
  linkContact: (id: string, contactId: string) =>
    transport.call(LinkOutcome, 'PUT', thread(id, `/contacts/${segment(contactId)}`)),
  unlinkContact: (id: string, contactId: string) =>
    transport.call(LinkOutcome, 'DELETE', thread(id, `/contacts/${segment(contactId)}`)),
});
