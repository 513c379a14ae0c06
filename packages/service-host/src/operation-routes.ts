import { z } from 'zod';
import { answerWith } from './answer.ts';
import { openApi } from './openapi.ts';
import { defineRoute, type HttpRoutes } from './route.ts';

/** Something that a server needs to do its work. */
export interface ReadyCheck {
  readonly part: string;
  readonly ready: boolean;
  /** What is wrong, and what to do. */
  readonly words?: string;
}

const Health = z.object({ status: z.literal('ok') });
const Readiness = z.object({
  status: z.enum(['ready', 'not ready']),
  parts: z.array(z.object({ part: z.string(), ready: z.boolean(), words: z.string().optional() })).readonly(),
});
const OpenApiDocument = z.record(z.string(), z.unknown());

const health = defineRoute({
  method: 'GET',
  url: '/healthz',
  summary: 'The process is alive',
  tags: ['operation'],
  auth: 'none',
  answers: { 200: Health },
  handle: () => ({ status: 'ok' as const }),
});

const readiness = (check: () => Promise<readonly ReadyCheck[]>) =>
  defineRoute({
    method: 'GET',
    url: '/readyz',
    summary: 'Everything that is needed to answer is there',
    tags: ['operation'],
    auth: 'none',
    answers: { 200: Readiness, 503: Readiness },
    handle: async () => {
      const parts = await check();
      return parts.every((part) => part.ready)
        ? { status: 'ready' as const, parts }
        : answerWith(503, { status: 'not ready' as const, parts });
    },
  });

/** The given routes with `/healthz`, `/readyz` and `/openapi.json` beside them. */
export function withOperationRoutes(
  routes: HttpRoutes,
  check: () => Promise<readonly ReadyCheck[]>,
  version: string,
): HttpRoutes {
  const documented = defineRoute({
    method: 'GET',
    url: '/openapi.json',
    summary: 'This description',
    tags: ['operation'],
    auth: 'none',
    answers: { 200: OpenApiDocument },
    handle: () => document,
  });
  const all = [...routes, health, readiness(check), documented];
  const document = openApi(all, version);
  return all;
}
