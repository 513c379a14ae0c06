import { MailfoldError } from '@mailfold/kernel';
import type { FastifyReply } from 'fastify';
import { validateHeaderValue } from 'node:http';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { AnswerHeaders, BytesAnswer, EventsAnswer, StatusAnswer } from './answer.ts';
import type { Answers, Route } from './route.ts';
import { eventStream } from './server-sent-events.ts';

type Special = StatusAnswer<unknown> | BytesAnswer | EventsAnswer;

const isSpecial = (value: unknown): value is Special =>
  typeof value === 'object' &&
  value !== null &&
  'answer' in value &&
  typeof value.answer === 'string' &&
  ['status', 'bytes', 'events'].includes(value.answer);

const firstSuccess = (answers: Answers): number =>
  Object.keys(answers)
    .map(Number)
    .toSorted((a, b) => a - b)
    .find((status) => status >= 200 && status < 300) ?? 200;

const wrongAnswer = (route: Route, status: number, cause?: unknown): MailfoldError =>
  new MailfoldError({
    code: 'api/wrong-answer',
    message: `${route.method} ${route.url} answered ${status} with something that its contract does not name.`,
    cause,
  });

/** The body as its shape lets it out: fields that it does not name stay here. */
const checked = (route: Route, status: number, body: unknown): unknown => {
  const shape = route.answers[status];
  if (shape === 'empty' && body === undefined) return undefined;
  if (!(shape instanceof z.ZodType)) throw wrongAnswer(route, status);
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw wrongAnswer(route, status, parsed.error);
  return parsed.data;
};

// Before anything is sent: Fastify would throw where no request can be answered any more.
const addHeaders = (reply: FastifyReply, headers: AnswerHeaders): void => {
  for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  void reply.headers(headers);
};

const sendJson = async (
  route: Route,
  reply: FastifyReply,
  answer: Omit<StatusAnswer<unknown>, 'answer'>,
): Promise<void> => {
  const body = checked(route, answer.status, answer.body);
  addHeaders(reply, answer.headers);
  void reply.code(answer.status);
  if (body === undefined) await reply.send();
  else await reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
};

const sendBytes = async (reply: FastifyReply, answer: BytesAnswer): Promise<void> => {
  const body = answer.body instanceof Uint8Array ? Buffer.from(answer.body) : Readable.from(answer.body);
  addHeaders(reply, answer.headers);
  await reply.code(answer.status).type(answer.contentType).send(body);
};

const sendEvents = async (reply: FastifyReply, answer: EventsAnswer, signal: AbortSignal): Promise<void> => {
  // Proxies that gather answers would hold events back.
  void reply
    .code(200)
    .headers({ 'x-accel-buffering': 'no', connection: 'close' })
    .type('text/event-stream; charset=utf-8');
  await reply.send(Readable.from(eventStream(answer.events, signal)));
};

/** Sends what a route's `handle` returned. Throws `api/wrong-answer` where that is not what the route declares. */
export async function sendAnswer(
  route: Route,
  reply: FastifyReply,
  returned: unknown,
  signal: AbortSignal,
): Promise<void> {
  if (!isSpecial(returned)) {
    return sendJson(route, reply, { status: firstSuccess(route.answers), body: returned, headers: {} });
  }
  switch (returned.answer) {
    case 'status':
      return sendJson(route, reply, returned);
    case 'bytes':
      return sendBytes(reply, returned);
    case 'events':
      return sendEvents(reply, returned, signal);
  }
}
