import {
  AttachmentParams,
  CountsQuery,
  IdParams,
  MailboxCounts,
  MailboxQuery,
  Message,
  ReadQuery,
  Thread,
  ThreadPage,
  ThreadVisibility,
} from '@mailfold/contracts/http';
import type { BlobStore } from '@mailfold/blob-store';
import type { ViewRunner } from '@mailfold/processor';
import type { ReadStore } from '@mailfold/read-store';
import { answerBytes, attachmentHeader, defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { notFound, reach } from '../reading.ts';
import { readHtml } from './html/read-html.ts';
import { CONTENT_POLICY } from './html/safe-html.ts';
import { countThreads, listThreads } from './mailbox.ts';
import { findMessage, readMessage } from './message.ts';
import { readThread } from './thread.ts';
import { readVisibility } from './visibility.ts';

export interface MailboxParts {
  readonly rows: ReadStore;
  readonly blobs: BlobStore;
  /** Views that these routes read, for `?atLeast=`. */
  readonly views: readonly ViewRunner[];
}

const tags = ['mailbox'];
/** X13: bytes of others are never rendered in our origin. */
const SAFE = { 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'" };

/** A person's own mailbox, and threads and messages that they may see. */
export const mailboxRoutes = (parts: MailboxParts): HttpRoutes => [
  ...listRoutes(parts),
  defineRoute({
    method: 'GET',
    url: '/v1/threads/:id',
    summary: 'One thread with its mail',
    tags,
    auth: 'user',
    params: IdParams,
    query: ReadQuery,
    answers: { 200: Thread },
    handle: async ({ params, query, caller }) => {
      await reach(parts.views, query.atLeast);
      const thread = await readThread(parts.rows, caller, params.id);
      if (thread === undefined) throw notFound('thread', params.id);
      return thread;
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/messages/:id',
    summary: 'One message with its text',
    tags,
    auth: 'user',
    params: IdParams,
    query: ReadQuery,
    answers: { 200: Message },
    handle: async ({ params, query, caller }) => {
      await reach(parts.views, query.atLeast);
      const message = await readMessage(parts, caller, params.id);
      if (message === undefined) throw notFound('message', params.id);
      return message;
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/threads/:id/visibility',
    summary: 'Who may see the thread now, and why; for its owner',
    tags: ['visibility'],
    auth: 'user',
    params: IdParams,
    query: ReadQuery,
    answers: { 200: ThreadVisibility },
    handle: async ({ params, query, caller }) => {
      await reach(parts.views, query.atLeast);
      const visibility = await readVisibility(parts.rows, caller, params.id);
      if (visibility === undefined) throw notFound('thread', params.id);
      return visibility;
    },
  }),
  ...bytesRoutes(parts),
];

const listRoutes = (parts: MailboxParts): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/mailbox/threads',
    summary: 'Threads of the mailbox, newest first',
    tags,
    auth: 'user',
    query: MailboxQuery,
    answers: { 200: ThreadPage },
    handle: async ({ query, caller }) => {
      await reach(parts.views, query.atLeast);
      return listThreads(parts.rows, caller, query);
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/mailbox/counts',
    summary: 'How many threads, and how many unread',
    tags,
    auth: 'user',
    query: CountsQuery,
    answers: { 200: MailboxCounts },
    handle: async ({ query, caller }) => {
      await reach(parts.views, query.atLeast);
      return countThreads(parts.rows, caller, query.account);
    },
  }),
];

const bytesRoutes = ({ rows, blobs }: MailboxParts): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/messages/:id/html',
    summary: 'The html of the body, made safe to show',
    tags,
    auth: 'user',
    params: IdParams,
    answers: { 200: { contentType: 'text/html; charset=utf-8' } },
    handle: async ({ params, caller }) => {
      const found = await findMessage(rows, caller, params.id);
      const html = found === undefined ? undefined : await readHtml(blobs, found);
      if (html === undefined) throw notFound('message', params.id);
      return answerBytes('text/html; charset=utf-8', Buffer.from(html), {
        ...SAFE,
        'content-security-policy': `${CONTENT_POLICY}; sandbox`,
      });
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/messages/:id/raw',
    summary: 'The raw bytes, to the owner of this copy',
    tags,
    auth: 'user',
    params: IdParams,
    answers: { 200: { contentType: 'message/rfc822' } },
    handle: async ({ params, caller }) => {
      const found = await findMessage(rows, caller, params.id);
      // The raw mail names blind copies, which only the owner of the copy may see (VIS-5).
      if (found === undefined || found.owner !== caller.userId) throw notFound('message', params.id);
      return answerBytes('message/rfc822', await blobs.get(found.raw), {
        ...SAFE,
        'content-disposition': attachmentHeader(`${found.id}.eml`),
      });
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/messages/:id/attachments/:n',
    summary: 'One attachment',
    tags,
    auth: 'user',
    params: AttachmentParams,
    answers: { 200: { contentType: 'application/octet-stream' } },
    handle: async ({ params, caller }) => {
      const attachment = (await findMessage(rows, caller, params.id))?.blobs[params.n];
      if (attachment === undefined) throw notFound('attachment', `${params.id}/${params.n}`);
      return answerBytes('application/octet-stream', await blobs.get(attachment.blob), {
        ...SAFE,
        'content-disposition': attachmentHeader(attachment.filename),
      });
    },
  }),
];
