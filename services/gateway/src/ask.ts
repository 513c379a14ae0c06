import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { send } from './send.ts';
import { Upstream } from './upstream.ts';

export interface Asked {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: IncomingHttpHeaders;
}

const WITHIN_MS = 10_000;

/** A short question of the gateway's own, whose answer is JSON. Throws as `send` does. */
export const ask = async (upstream: Upstream, { method = 'GET', path, headers = {} }: Question): Promise<Asked> => {
  const answer = await send(upstream, { method, path, headers, signal: AbortSignal.timeout(WITHIN_MS) });
  const said = await text(answer);
  return {
    status: answer.statusCode ?? 502,
    headers: answer.headers,
    body: said === '' ? undefined : JSON.parse(said),
  };
};

/** Each instance of a service by itself. */
export const eachInstance = ({ name, urls }: Upstream): readonly Upstream[] =>
  urls.map((url) => new Upstream(name, [url]));
