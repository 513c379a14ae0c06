import {
  DeadLetterDetail,
  DeadLetterOutcome,
  DeadLetterPage,
  DeadLetterParams,
  DirectoryBatch,
  DirectoryLine,
  Doctor,
  EventCounts,
  EventStreamHeaders,
  EventStreamQuery,
  IdParams,
  Rebuild,
  RebuildBody,
  RotateBody,
  Rotated,
  SecretsStatus,
} from '@mailfold/contracts/http';
import { answerEvents, answerWith, defineRoute, type HttpRoutes, type ServerEvent } from '@mailfold/service-host';
import { z } from 'zod';

const ID = '0190a000-0000-7000-8000-000000000001';
/** Before this nothing can be renewed. */
const NEVER = '1970-01-01T00:00:00.000Z';
const AT = '2026-11-23T10:00:00.000Z';

const letter = {
  id: 'threading.threads~1',
  group: 'threading.threads',
  eventId: ID,
  type: 'ingest.MessageObserved.v1',
  key: ID,
  reason: 'processor/unknown-version: v9',
  waiting: 3,
  at: AT,
};

const event = (position: number): ServerEvent => ({
  id: String(position),
  data: {
    id: ID,
    type: 'account.AccountRecovered.v1',
    tenantId: ID,
    occurredAt: AT,
    recordedAt: AT,
    causationId: 'c',
    correlationId: 'c',
    origin: 'live',
    position: String(position),
    data: { accountId: ID },
  },
});

async function* past(signal: AbortSignal): AsyncGenerator<ServerEvent> {
  yield event(1);
  yield event(2);
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

const rebuild = (state: 'running' | 'done') => ({
  id: ID,
  state,
  views: [
    {
      view: 'threads',
      state: state === 'done' ? ('done' as const) : ('folding' as const),
      events: 1_200,
      rate: 40_000,
      ...(state === 'done' ? { hashBefore: 'abc', hashAfter: 'abc', equal: true } : {}),
    },
  ],
});

const log: HttpRoutes = [
  defineRoute({
    method: 'GET',
    url: '/v1/events/stream',
    summary: 'Stream',
    tags: [],
    auth: 'service',
    query: EventStreamQuery,
    headers: EventStreamHeaders,
    answers: { 200: { contentType: 'text/event-stream' } },
    handle: ({ signal }) => answerEvents(past(signal)),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/events/counts',
    summary: 'Counts',
    tags: [],
    auth: 'service',
    answers: { 200: EventCounts },
    handle: () => ({ total: 12_345, types: [{ type: 'ingest.MessageObserved.v1', count: 12_345 }] }),
  }),
];

const letters: HttpRoutes = [
  defineRoute({
    method: 'GET',
    url: '/v1/dead-letters',
    summary: 'List',
    tags: [],
    auth: 'service',
    answers: { 200: DeadLetterPage },
    handle: () => ({ items: [letter] }),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/dead-letters/:id',
    summary: 'Show',
    tags: [],
    auth: 'service',
    params: DeadLetterParams,
    answers: { 200: DeadLetterDetail },
    handle: ({ params }) => ({ ...letter, id: params.id, position: '7', data: { size: 1 } }),
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/dead-letters/:id/retry',
    summary: 'Retry',
    tags: [],
    auth: 'service',
    params: DeadLetterParams,
    answers: { 200: DeadLetterOutcome },
    handle: () => ({ outcome: 'parked-again' as const, reason: 'still v9' }),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/v1/dead-letters/:id',
    summary: 'Discard',
    tags: [],
    auth: 'service',
    params: DeadLetterParams,
    answers: { 200: DeadLetterOutcome },
    handle: () => ({ outcome: 'discarded' as const }),
  }),
];

/** Three accounts under an old key, of which a step brings two under the new one. */
function secrets(): HttpRoutes {
  let left = 3;
  const use = (id: string, accounts: number, state: 'current' | 'previous') =>
    accounts === 0 ? [] : [{ id, accounts, state }];
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/secrets',
      summary: 'Status',
      tags: [],
      auth: 'service',
      answers: { 200: SecretsStatus },
      handle: () => ({
        current: 'new',
        keys: [...use('new', 3 - left, 'current'), ...use('old', left, 'previous')],
        at: AT,
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/v1/secrets/rotations',
      summary: 'Step',
      tags: [],
      auth: 'service',
      body: RotateBody,
      answers: { 200: Rotated },
      handle: ({ body: { renewBefore } }) => {
        const step = Math.min(left, 2);
        left -= step;
        const done = renewBefore === undefined ? { rewrapped: step, renewed: 0 } : { rewrapped: 0, renewed: step };
        if (renewBefore === NEVER) return { rewrapped: 0, renewed: 0, left: 1, reason: 'Account x: damaged' };
        return { ...done, left };
      },
    }),
  ];
}

/** What an operator does: everything is well but the third part. */
export const operationRoutes: HttpRoutes = [
  ...log,
  ...letters,
  defineRoute({
    method: 'POST',
    url: '/v1/rebuilds',
    summary: 'Rebuild',
    tags: [],
    auth: 'service',
    body: RebuildBody,
    answers: { 202: Rebuild },
    handle: () => answerWith(202, rebuild('running')),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/rebuilds/:id',
    summary: 'Status',
    tags: [],
    auth: 'service',
    params: IdParams,
    answers: { 200: Rebuild },
    handle: () => rebuild('done'),
  }),
  ...secrets(),
  defineRoute({
    method: 'GET',
    url: '/v1/doctor',
    summary: 'Doctor',
    tags: [],
    auth: 'service',
    answers: { 200: Doctor },
    handle: () => ({
      findings: [
        { part: 'database', state: 'ok' as const, words: 'answers' },
        { part: 'disk', state: 'broken' as const, words: 'is full', whatToDo: 'make room' },
      ],
    }),
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/directory/batch',
    summary: 'Lines',
    tags: [],
    auth: 'service',
    bodyType: 'ndjson',
    body: z.array(DirectoryLine).max(1_000),
    answers: { 200: DirectoryBatch },
    handle: ({ body }) => ({ recorded: body.length, removed: 0, unchanged: 0, errors: [], token: 'token' }),
  }),
];
