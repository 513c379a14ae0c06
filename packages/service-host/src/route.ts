import type { z } from 'zod';
import type { BytesAnswer, EventsAnswer, StatusAnswer } from './answer.ts';
import type { Caller, UserCaller } from './caller.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `user`: a user token, or a service key acting as a user · `service`: a service key alone · `any`: either · `none`: nobody asked. */
export type Auth = 'user' | 'service' | 'any' | 'none';

/** What an answer is: a shape, nothing (204), or bytes or events of a content type. */
export type AnswerShape = z.ZodType | 'empty' | { readonly contentType: string };

export type Answers = Readonly<Record<number, AnswerShape>>;

type BodyOf<Shape> = Shape extends z.ZodType ? z.input<Shape> : Shape extends 'empty' ? undefined : never;

export type CallerOf<A extends Auth> = A extends 'user'
  ? UserCaller
  : A extends 'service'
    ? Extract<Caller, { kind: 'service' }>
    : A extends 'any'
      ? Caller
      : undefined;

export interface RouteRequest<A extends Auth, Params, Query, Body, Headers> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly headers: Headers;
  readonly caller: CallerOf<A>;
  /** As sent; its meaning is in `commandId`. */
  readonly idempotencyKey: string | undefined;
  /** Id of the command that this request is: the same caller and `Idempotency-Key` give the same id; without a key, a new one. */
  readonly commandId: string;
  /** Aborts when the client has gone or the server stops. */
  readonly signal: AbortSignal;
}

/** What `handle` may return: the body of the first success in `answers`, or an answer made by `answerWith` and its like. */
export type Returned<A extends Answers> =
  | BodyOf<A[keyof A]>
  | StatusAnswer<BodyOf<A[keyof A]>>
  | BytesAnswer
  | EventsAnswer;

export interface RouteDefinition<
  A extends Auth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  H extends z.ZodType,
  R extends Answers,
> {
  readonly method: Method;
  /** With parameters as `:id`. */
  readonly url: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly auth: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Default `json`. `ndjson`: one JSON value a line; `body` sees them as an array. */
  readonly bodyType?: 'json' | 'ndjson';
  /** Most bytes of a body; default 1 MiB. */
  readonly bodyLimit?: number;
  /** Names in lower case. */
  readonly headers?: H;
  readonly answers: R;
  /** Codes of `MailfoldError` that this route may answer with, and their status; others follow `statusOf`. */
  readonly errors?: Readonly<Record<string, number>>;
  readonly handle: (
    request: RouteRequest<A, z.output<P>, z.output<Q>, z.output<B>, z.output<H>>,
  ) => Promise<Returned<R>> | Returned<R>;
}

/** A route as the server sees it: its types are checked where it is defined. */
export type Route = Omit<RouteDefinition<Auth, z.ZodType, z.ZodType, z.ZodType, z.ZodType, Answers>, 'handle'> & {
  readonly run: (request: RouteRequest<Auth, unknown, unknown, unknown, unknown>) => Promise<unknown>;
};

export type HttpRoutes = readonly Route[];

/**
 * Declares a route. Its shapes check what comes in (problem `api/invalid` names each field), strip and check what goes out, and are
 * what `/openapi.json` shows.
 */
export const defineRoute = <
  const A extends Auth,
  const R extends Answers,
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  H extends z.ZodType = z.ZodUndefined,
>(
  definition: RouteDefinition<A, P, Q, B, H, R>,
): Route => {
  const { handle, ...rest } = definition;
  return {
    ...rest,
    // A cast where text became types: the server parsed params, query, body and headers with these very shapes, and checked the caller.
    run: async (request) => handle(request as RouteRequest<A, z.output<P>, z.output<Q>, z.output<B>, z.output<H>>),
  };
};
