import { MailfoldError, messageOf } from '@mailfold/kernel';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import type { GatewayCode } from './codes.ts';
import type { Upstream } from './upstream.ts';

export interface Outgoing {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Read only once there is a connection, so that another instance can still be asked. */
  readonly body?: Readable;
  readonly signal: AbortSignal;
}

const CONNECT_WITHIN_MS = 3_000;
/** Longer than any route takes to begin its answer. */
const ANSWER_WITHIN_MS = 120_000;

/** Done twice they do no more than once (RFC 9110, 9.2.2). */
const REPEATABLE = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/**
 * Asks the instances of a service one after another until one can be reached, and resolves with the beginning of its answer.
 * @throws MailfoldError with a `GatewayCode`
 */
export const send = async (upstream: Upstream, outgoing: Outgoing): Promise<IncomingMessage> => {
  let last: unknown;
  for (const url of upstream.inTurn()) {
    try {
      return await sendTo(url, outgoing);
    } catch (thrown) {
      if (!(thrown instanceof NotReached)) throw failure(upstream, outgoing, thrown);
      last = thrown;
    }
  }
  throw unavailable(upstream.name, last);
};

/** Nothing of the request has left. */
class NotReached extends Error {}
class TooLate extends Error {}

const sendTo = (url: string, { method, path, headers, body, signal }: Outgoing): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    let reached = false;
    const asked = request(url + path, { method, headers, agent, signal });
    const fail = (cause: Error): void => reject(reached ? cause : new NotReached(messageOf(cause), { cause }));
    const late = setTimeout(() => asked.destroy(new Error('no connection in time')), CONNECT_WITHIN_MS);
    const begin = (): void => {
      reached = true;
      clearTimeout(late);
      asked.setTimeout(ANSWER_WITHIN_MS, () => asked.destroy(new TooLate('no answer in time')));
      if (body === undefined) asked.end();
      else body.pipe(asked);
    };
    asked.once('socket', (socket) => (socket.connecting ? socket.once('connect', begin) : begin()));
    asked.once('response', (answer) => {
      // What follows may be events that come now and then.
      asked.setTimeout(0);
      resolve(answer);
    });
    asked.on('error', (cause: Error) => {
      clearTimeout(late);
      // An idle connection that the other side had just closed: nothing was done, and nothing is lost in asking again.
      if (asked.reusedSocket && REPEATABLE.has(method) && body === undefined && !signal.aborted && isReset(cause)) {
        sendTo(url, { method, path, headers, signal }).then(resolve, reject);
      } else fail(cause);
    });
  });

const isReset = (cause: Error): boolean => 'code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'EPIPE');

const gatewayError = (code: GatewayCode, message: string, cause: unknown): MailfoldError =>
  new MailfoldError({ code, message, cause });

export const unavailable = (service: string, cause?: unknown): MailfoldError =>
  gatewayError(
    'gateway/unavailable',
    `The service ${service} cannot be reached: nothing was done. Ask again soon, and see whether it runs.`,
    cause,
  );

const failure = ({ name }: Upstream, { method }: Outgoing, thrown: unknown): MailfoldError => {
  const again = method === 'GET' ? 'Ask again.' : 'It may have been done: ask again with the same Idempotency-Key.';
  return thrown instanceof TooLate
    ? gatewayError('gateway/timeout', `The service ${name} gave no answer in time. ${again}`, thrown)
    : gatewayError('gateway/lost', `The service ${name} went away before it had answered. ${again}`, thrown);
};
