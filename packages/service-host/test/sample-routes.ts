import { MailfoldError } from '@mailfold/kernel';
import { z } from 'zod';
import {
  answerBytes,
  answerEvents,
  answerWith,
  attachmentHeader,
  defineRoute,
  type HttpRoutes,
  type ServerEvent,
} from '../src/index.ts';

const Things = z.object({ id: z.string(), limit: z.number() });

async function* counting(from: number, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  for (let n = from; n <= from + 2; n += 1) yield { id: String(n), event: 'number', data: { n } };
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  streamsEnded += 1;
}

/** How many streams saw their signal abort. */
export let streamsEnded = 0;

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('From: a\r\n');
  yield Buffer.from('\r\nHi');
}

/** One route for each thing that a route can be. */
export const sampleRoutes: HttpRoutes = [
  defineRoute({
    method: 'GET',
    url: '/v1/things/:id',
    summary: 'A thing',
    tags: ['things'],
    auth: 'any',
    params: z.object({ id: z.string().max(10) }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(9).default(3) }),
    answers: { 200: Things },
    handle: ({ params, query }) => ({ id: params.id, limit: query.limit, secret: 'not in the contract' }),
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/things',
    summary: 'Make a thing',
    tags: ['things'],
    auth: 'any',
    body: z.object({ name: z.string().min(2), size: z.number() }),
    answers: { 201: z.object({ commandId: z.string(), as: z.string() }) },
    handle: ({ commandId, caller }) => answerWith(201, { commandId, as: caller.id }, { 'x-made': 'yes' }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/mine',
    summary: 'Who am I',
    tags: ['things'],
    auth: 'user',
    answers: { 200: z.object({ tenantId: z.string(), userId: z.string(), actingKeyId: z.string().optional() }) },
    handle: ({ caller }) => caller,
  }),
  defineRoute({
    method: 'DELETE',
    url: '/v1/things/:id',
    summary: 'Remove a thing',
    tags: ['things'],
    auth: 'service',
    params: z.object({ id: z.string() }),
    answers: { 204: 'empty' },
    handle: () => undefined,
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/batch',
    summary: 'Lines',
    tags: ['things'],
    auth: 'service',
    bodyType: 'ndjson',
    body: z.array(z.object({ n: z.number() })),
    answers: { 200: z.object({ sum: z.number() }) },
    handle: ({ body }) => ({ sum: body.reduce((sum, { n }) => sum + n, 0) }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/raw/:name',
    summary: 'Bytes',
    tags: ['things'],
    auth: 'none',
    params: z.object({ name: z.string() }),
    answers: { 200: { contentType: 'message/rfc822' } },
    handle: ({ params }) =>
      answerBytes('message/rfc822', bytes(), { 'content-disposition': attachmentHeader(params.name) }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/stream',
    summary: 'Events',
    tags: ['things'],
    auth: 'none',
    headers: z.object({ 'last-event-id': z.coerce.number().optional() }),
    answers: { 200: { contentType: 'text/event-stream' } },
    handle: ({ headers, signal }) => answerEvents(counting((headers['last-event-id'] ?? 0) + 1, signal)),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/fails/:how',
    summary: 'Fails',
    tags: ['things'],
    auth: 'none',
    params: z.object({ how: z.string() }),
    answers: { 200: z.object({ fine: z.boolean() }) },
    errors: { 'thing/asleep': 409 },
    handle: ({ params }) => {
      if (params.how === 'bug') throw new Error('the password is hunter2');
      if (params.how === 'wrong-answer') return answerWith(200, { fine: Object('no') });
      if (params.how === 'header') return answerWith(200, { fine: true }, { 'x-name': 'a\r\nset-cookie: b' });
      throw new MailfoldError({ code: `thing/${params.how}`, message: 'The thing did not.' });
    },
  }),
];
