import {
  MailboxQuery,
  RecordParams,
  SearchPage,
  SearchQuery,
  ThreadPage,
  Timeline,
  TimelineQuery,
} from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';
import { cursor, defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { z } from 'zod';

const ID = '0190a000-0000-7000-8000-000000000001';
const TARO = { name: '田中 太郎', address: 'taro@kaisha.example' };

const thread = (n: number) => ({
  id: ID,
  accountId: ID,
  subject: n === 1 ? 'お見積りの件\u001b]0;owned\u0007' : `Thread ${n}`,
  participants: [TARO],
  preview: 'いつもお世話になっております。',
  newestAt: '2026-11-20T08:00:00.000Z',
  messages: n,
  unread: n === 1 ? 1 : 0,
  hasAttachments: false,
  visibility: 'shared' as const,
  archived: false,
  deal: { id: 'd1', name: 'Office chairs' },
  suggestedDeals: 0,
});

const mail = (subject: string, mine: boolean) => ({
  messageId: ID,
  threadId: ID,
  direction: 'received' as const,
  at: '2026-11-20T08:00:00.000Z',
  subject,
  from: [TARO],
  to: [{ address: 'ann@example.com' }],
  cc: [],
  preview: '',
  attachments: [],
  owner: { id: 'u1', name: 'Ann' },
  mine,
  copies: 2,
  differs: false,
});

/** What a user reads: five threads in pages of two, one deal. */
export const readingRoutes: HttpRoutes = [
  defineRoute({
    method: 'GET',
    url: '/v1/mailbox/threads',
    summary: 'Threads',
    tags: [],
    auth: 'user',
    query: MailboxQuery,
    answers: { 200: ThreadPage },
    handle: ({ query }) => {
      const from = query.cursor === undefined ? 1 : cursor.decode(query.cursor, z.number());
      const all = query.unread === true ? [1] : [1, 2, 3, 4, 5];
      const items = all.filter((n) => n >= from && n < from + 2).map(thread);
      return { items, ...(from + 2 <= all.length ? { next: cursor.encode(from + 2) } : {}) };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/deals/:id/timeline',
    summary: 'Timeline',
    tags: [],
    auth: 'user',
    params: RecordParams,
    query: TimelineQuery,
    answers: { 200: Timeline },
    handle: ({ params, caller }) => {
      if (params.id !== 'd 1/案件')
        throw new MailfoldError({ code: 'timelines/not-found', message: 'There is no such deal.' });
      return { record: { id: params.id, name: 'Office chairs' }, items: [mail(`for ${caller.userId}`, false)] };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/search',
    summary: 'Search',
    tags: [],
    auth: 'user',
    query: SearchQuery,
    answers: { 200: SearchPage },
    handle: ({ query }) => ({
      items: [
        {
          messageId: ID,
          threadId: ID,
          accountId: ID,
          subject: query.q,
          from: [TARO],
          at: '2026-11-20T08:00:00.000Z',
          excerpt: query.in.join('+'),
          mine: true,
        },
      ],
    }),
  }),
];
