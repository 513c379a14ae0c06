import { z } from 'zod';
import { METRICS_TYPE } from '@mailfold/telemetry';
import { answerBytes, answerWith } from './answer.ts';
import { openApi } from './openapi.ts';
import { defineRoute, type HttpRoutes } from './route.ts';

/** Something that a server needs to do its work. */
export interface ReadyCheck {
  readonly part: string;
  readonly ready: boolean;
  /** What is wrong, and what to do. */
  readonly words?: string;
}

/** Not `ok`: that a process lives says nothing of the mail (ING-4). */
const Health = z.object({ status: z.literal('alive') });
const Readiness = z.object({
  status: z.enum(['ready', 'not ready']),
  parts: z.array(z.object({ part: z.string(), ready: z.boolean(), words: z.string().optional() })).readonly(),
});
const OpenApiDocument = z.record(z.string(), z.unknown());

const health = defineRoute({
  method: 'GET',
  url: '/healthz',
  summary: 'The process is alive: its event loop answers',
  tags: ['operation'],
  auth: 'none',
  answers: { 200: Health },
  handle: () => ({ status: 'alive' as const }),
});

const readiness = (check: () => Promise<readonly ReadyCheck[]>) =>
  defineRoute({
    method: 'GET',
    url: '/readyz',
    summary: 'Every part answers, and every processor has caught up',
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

const metrics = (text: () => Promise<string>) =>
  defineRoute({
    method: 'GET',
    url: '/metrics',
    summary: 'Figures for Prometheus (OPS-2)',
    tags: ['operation'],
    auth: 'none',
    answers: { 200: { contentType: METRICS_TYPE } },
    handle: async () => answerBytes(METRICS_TYPE, Buffer.from(await text())),
  });

export interface OperationParts {
  readonly ready: () => Promise<readonly ReadyCheck[]>;
  /** For `/metrics`. */
  readonly figures: () => Promise<string>;
  readonly version: string;
}

/** The given routes with `/healthz`, `/readyz`, `/metrics` and `/openapi.json` beside them. */
export function withOperationRoutes(routes: HttpRoutes, parts: OperationParts): HttpRoutes {
  let document: ReturnType<typeof openApi> | undefined;
  const documented = defineRoute({
    method: 'GET',
    url: '/openapi.json',
    summary: 'This description',
    tags: ['operation'],
    auth: 'none',
    answers: { 200: OpenApiDocument },
    // Made when somebody asks: 30 ms that a start need not wait for.
    handle: () => (document ??= openApi(all, parts.version)),
  });
  const all: HttpRoutes = [...routes, health, readiness(parts.ready), metrics(parts.figures), documented];
  return all;
}
