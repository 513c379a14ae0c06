import type { z } from 'zod';
import { isMailfoldError } from '@mailfold/kernel';
import { errorOf, unreachable, wrongAnswer } from './api-error.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Values of a query; what is `undefined` is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, under this content type. */
  readonly raw?: { readonly contentType: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** The same key of the same caller is done once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface TransportOptions {
  /** `http://127.0.0.1:8070` */
  readonly url: string;
  /** A service key or a user token. */
  readonly key: string;
  /** With a service key: the CRM's id of the user as whom to act. */
  readonly actAs?: string;
  readonly fetch?: typeof fetch;
}

const pair = (name: string, value: string): [string, string] => [name, value];

const pathWith = (path: string, query: Query = {}): string => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [pair(name, String(value))],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

const bodyOf = ({
  body,
  raw,
}: CallOptions): { readonly body?: string; readonly type: Readonly<Record<string, string>> } => {
  if (raw !== undefined) return { body: raw.text, type: { 'content-type': raw.contentType } };
  if (body === undefined) return { type: {} };
  return { body: JSON.stringify(body), type: { 'content-type': 'application/json' } };
};

/** Requests and answers, their errors as `MailfoldError` with the API's code. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = { ...options, url: options.url.replace(/\/+$/, '') };
  }

  /** The same server as another user. */
  as(user: string): Transport {
    return new Transport({ ...this.#options, actAs: user });
  }

  /** An answer of 2xx, unread. Rejects with the problem's code, or `client/unreachable`. */
  async send(method: Method, path: string, options: CallOptions = {}): Promise<Response> {
    const { url, key, actAs, fetch: send = fetch } = this.#options;
    const { body, type } = bodyOf(options);
    const headers = {
      ...type,
      authorization: `Bearer ${key}`,
      ...(actAs === undefined ? {} : { 'mailfold-act-as': encodeURIComponent(actAs) }),
      ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
      ...options.headers,
    };
    const answer = await send(url + pathWith(path, options.query), {
      method,
      headers,
      redirect: 'error',
      ...(body === undefined ? {} : { body }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    }).catch((cause: unknown) => {
      if (options.signal?.aborted === true) throw cause;
      throw unreachable(url, cause);
    });
    if (!answer.ok) throw await errorOf(answer, `${method} ${path}`);
    return answer;
  }

  /** The answer as the shape makes it; fields that this client does not know are left out. */
  async call<Shape extends z.ZodType>(
    shape: Shape,
    method: Method,
    path: string,
    options: CallOptions = {},
  ): Promise<z.output<Shape>> {
    const answer = await this.send(method, path, options);
    try {
      return shape.parse(await answer.json());
    } catch (cause) {
      throw isMailfoldError(cause) ? cause : wrongAnswer(`${method} ${path}`, cause);
    }
  }
}

/** A part of a path, whatever an id of the CRM consists of. */
export const segment = (id: string | number): string => encodeURIComponent(id);
