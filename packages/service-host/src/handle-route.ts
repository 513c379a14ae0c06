import type { Ids } from '@mailfold/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';
import type { Claims } from './claims.ts';
import { checkedKey, commandId } from './command-id.ts';
import { parseInput, type RawInput } from './parse-input.ts';
import type { Route } from './route.ts';
import { sendAnswer } from './send-answer.ts';

export interface RouteContext {
  readonly ids: Ids;
  readonly claims: Claims;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
}

const signalOf = (reply: FastifyReply, stopping: AbortSignal): AbortSignal => {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return AbortSignal.any([gone.signal, stopping]);
};

async function command(
  route: Route,
  caller: Caller | undefined,
  key: string | undefined,
  input: RawInput,
  context: RouteContext,
): Promise<string> {
  const id = commandId(caller, key, context.ids);
  if (key === undefined || caller === undefined || route.method === 'GET') return id;
  await context.claims.claim(id, [
    route.method,
    route.url,
    input.params ?? null,
    input.query ?? null,
    input.body ?? null,
  ]);
  return id;
}

/** One request to one route, from parsed bytes to the answer. The caller was authenticated before. */
export async function handleRoute(
  route: Route,
  caller: Caller | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  context: RouteContext,
): Promise<FastifyReply> {
  const input = parseInput(route, request);
  const idempotencyKey = checkedKey(request.headers['idempotency-key']);
  const id = await command(route, caller, idempotencyKey, input, context);
  const signal = signalOf(reply, context.stopping);
  const returned = await route.run({ ...input, caller, idempotencyKey, commandId: id, signal });
  await sendAnswer(route, reply, returned, signal);
  return reply;
}
