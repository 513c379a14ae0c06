import {
  ContactBody,
  DealBody,
  DirectoryBatch,
  DirectoryLine,
  DirectoryOutcome,
  OrganisationBody,
  RecordParams,
  UserBody,
} from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes, type Route } from '@mailfold/service-host';
import { z } from 'zod';
import type { Directory } from './application/directory/directory.ts';
import { fromLine } from './application/directory/from-line.ts';

const tags = ['directory'];
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_LINES = 5_000;

const BODIES = {
  users: { op: 'user', body: UserBody },
  contacts: { op: 'contact', body: ContactBody },
  organisations: { op: 'organisation', body: OrganisationBody },
  deals: { op: 'deal', body: DealBody },
} as const;

type Kinds = keyof typeof BODIES;

/** The CRM's records, fed by its back end. */
export const directoryRoutes = (directory: Directory): HttpRoutes => [
  ...(Object.keys(BODIES) as Kinds[]).flatMap((kind) => [put(directory, kind), remove(directory, kind)]),
  defineRoute({
    method: 'POST',
    url: '/v1/directory/batch',
    summary: 'Many records at once, one a line, in order',
    tags,
    auth: 'service',
    bodyType: 'ndjson',
    bodyLimit: BATCH_BYTES,
    body: z.array(DirectoryLine).max(BATCH_LINES),
    answers: { 200: DirectoryBatch },
    handle: ({ body, caller: { tenantId }, commandId }) =>
      directory.batch(
        { tenantId, commandId },
        body.map((line) => fromLine(tenantId, line)),
      ),
  }),
];

const put = (directory: Directory, kind: Kinds): Route => {
  const { op, body } = BODIES[kind];
  return defineRoute({
    method: 'PUT',
    url: `/v1/directory/${kind}/:id`,
    summary: `Record one of the ${kind}`,
    tags,
    auth: 'service',
    params: RecordParams,
    body: body as z.ZodType<Record<string, unknown>>,
    answers: { 200: DirectoryOutcome },
    handle: ({ params, body: given, caller: { tenantId }, commandId }) =>
      directory.one({ tenantId, commandId }, fromLine(tenantId, DirectoryLine.parse({ ...given, op, id: params.id }))),
  });
};

const remove = (directory: Directory, kind: Kinds): Route =>
  defineRoute({
    method: 'DELETE',
    url: `/v1/directory/${kind}/:id`,
    summary: `Remove one of the ${kind}`,
    tags,
    auth: 'service',
    params: RecordParams,
    answers: { 200: DirectoryOutcome },
    handle: ({ params, caller: { tenantId }, commandId }) =>
      directory.one({ tenantId, commandId }, fromLine(tenantId, { op: 'remove', kind, id: params.id })),
  });
