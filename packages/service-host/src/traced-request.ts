import { isMailfoldError } from '@mailfold/kernel';
import { isTracing, openSpan, within } from '@mailfold/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemFrom } from './problem.ts';
import type { Route } from './route.ts';

/** One request as a span, in the trace that its caller began. Probes and scrapes are none: nobody asks for theirs. */
export const tracedRequest = async <Result>(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  run: () => Promise<Result>,
): Promise<Result> => {
  if (!isTracing() || route.tags.includes('operation')) return run();
  const { traceparent } = request.headers;
  const span = openSpan(`${route.method} ${route.url}`, {
    kind: 'server',
    parent: typeof traceparent === 'string' ? traceparent : undefined,
    // The route as declared: a path names somebody.
    attributes: { 'http.request.method': route.method, 'http.route': route.url },
  });
  try {
    const result = await within(span, run);
    span?.set({ 'http.response.status_code': reply.statusCode });
    span?.end();
    return result;
  } catch (error) {
    const { status } = problemFrom(error, request.id, route.errors);
    span?.set({ 'http.response.status_code': status, 'error.type': isMailfoldError(error) ? error.code : 'bug' });
    // What the caller did wrong is no failure of ours.
    span?.end(status >= 500 ? error : undefined);
    throw error;
  }
};
