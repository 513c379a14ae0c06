import { EventStreamHeaders, EventStreamQuery, type PublicEvent } from '@mailfold/contracts/http';
import { AccountList, AccountListQuery, DirectoryBatch, DirectoryLine, Thread } from '@mailfold/contracts/http';
import { freshDatabase } from '@mailfold/dev-env';
import { MailfoldError } from '@mailfold/kernel';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import {
  answerEvents,
  ApiKeys,
  apiMigrations,
  cursor,
  defineRoute,
  type HttpRoutes,
  startHttpServer,
} from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import { z } from 'zod';

export const ID = '0190a000-0000-7000-8000-000000000001';

const account = (n: number) => ({
  id: ID,
  address: `a${n}@example.com`,
  owner: { id: 'u1', name: 'Ann' },
  provider: 'imap',
  state: 'complete' as const,
  complete: { asOf: '2026-11-23T10:00:00.000Z', quarantined: 0 },
  missing: 0,
  messages: n,
  connectedAt: '2026-11-23T10:00:00.000Z',
});

const eventAt = (position: number): PublicEvent => ({
  id: ID,
  type: 'account.AccountRecovered.v1',
  tenantId: ID,
  occurredAt: '2026-11-23T10:00:00.000Z',
  recordedAt: '2026-11-23T10:00:00.000Z',
  causationId: 'c',
  correlationId: 'c',
  origin: 'live',
  position: String(position),
  data: {},
});

/** Three events a connection, then the connection is lost. */
async function* threeAfter(after: number): AsyncGenerator<{ id: string; data: PublicEvent }> {
  for (let n = after + 1; n <= after + 3; n += 1) yield { id: String(n), data: eventAt(n) };
}

const routes: HttpRoutes = [
  defineRoute({
    method: 'GET',
    url: '/v1/accounts',
    summary: 'Five accounts in pages',
    tags: [],
    auth: 'any',
    query: AccountListQuery,
    answers: { 200: AccountList },
    handle: ({ query }) => {
      const from = query.cursor === undefined ? 1 : cursor.decode(query.cursor, z.number());
      const items = [from, from + 1].filter((n) => n <= 5).map(account);
      return { items, ...(from + 2 <= 5 ? { next: cursor.encode(from + 2) } : {}) };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/threads/:id',
    summary: 'None',
    tags: [],
    auth: 'user',
    answers: { 200: Thread },
    handle: ({ caller }) => {
      throw new MailfoldError({ code: 'mailbox/thread-not-found', message: `No such thread of ${caller.userId}.` });
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/events/stream',
    summary: 'Events',
    tags: [],
    auth: 'service',
    query: EventStreamQuery,
    headers: EventStreamHeaders,
    answers: { 200: { contentType: 'text/event-stream' } },
    handle: ({ headers }) => {
      const after = Number(headers['last-event-id'] ?? 0);
      if (after >= 9) throw new MailfoldError({ code: 'api/forbidden', message: 'No further.' });
      return answerEvents(threeAfter(after));
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/directory/batch',
    summary: 'Lines',
    tags: [],
    auth: 'service',
    bodyType: 'ndjson',
    body: z.array(DirectoryLine),
    answers: { 200: DirectoryBatch },
    handle: ({ body }) => ({ recorded: body.length, removed: 0, unchanged: 0, errors: [] }),
  }),
];

export interface TestApi extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
}

/** A real server with a few routes, each answering the same to everybody. */
export async function testApi(): Promise<TestApi> {
  const database = await freshDatabase();
  const rows = await PostgresReadStore.connect({ url: database.url });
  await migrate(rows, apiMigrations);
  const server = await startHttpServer({ routes, rows, log: silentLogger });
  const keys = new ApiKeys(rows);
  const { secret } = await keys.createServiceKey(await keys.tenant('Test'), 'test');
  return {
    url: server.url,
    key: secret,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rows[Symbol.asyncDispose]();
      await database.drop();
    },
  };
}
