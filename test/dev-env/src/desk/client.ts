import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { devEnvConfig } from '../config.ts';
import { openDesk } from './open-desk.ts';
import type { Answer, Ask, Operation } from './protocol.ts';

/**
 * Asks the desk of this run; the first who asks outside of jest opens it.
 * @throws Error with what the desk said when it could not do it
 */
export async function askDesk<O extends Operation>(operation: O, ask: Ask<O>): Promise<Answer<O>> {
  const address = devEnvConfig().desk ?? (await openDesk()).address;
  const { status, body } = await post(`${address}/${operation}`, JSON.stringify(ask));
  if (status !== 200) throw new Error(`test servers, ${operation}: ${body}`);
  return JSON.parse(body) as Answer<O>;
}

async function post(url: string, payload: string): Promise<{ status: number | undefined; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  // A connection per question, so that no idle socket keeps a test process alive.
  const sent = request(url, { method: 'POST', agent: false }, (answer) => {
    text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject);
  });
  sent.on('error', reject);
  sent.end(payload);
  return promise;
}
