import { ActedCallPage, ActedCallQuery, TokenBody, UserToken } from '@mailfold/contracts/http';
import { z } from 'zod';
import type { ApiKeys } from './api-keys.ts';
import { userIdOf } from './authenticate.ts';
import { cursor } from './opaque.ts';
import { defineRoute, type HttpRoutes } from './route.ts';
import { answerWith } from './answer.ts';

const Before = z.number().int();

const mintToken = (keys: ApiKeys) =>
  defineRoute({
    method: 'POST',
    url: '/v1/tokens',
    summary: 'Mint a short-lived token that acts as one user; it is shown once',
    tags: ['keys'],
    auth: 'service',
    body: TokenBody,
    answers: { 201: UserToken },
    handle: async ({ body, caller }) => {
      const userId = userIdOf(caller.tenantId, body.user);
      const { secret, expiresAt } = await keys.createUserToken(caller, userId, body.expiresInSeconds);
      return answerWith(201, { token: secret, userId, expiresAt });
    },
  });

const actedCalls = (keys: ApiKeys) =>
  defineRoute({
    method: 'GET',
    url: '/v1/acted-calls',
    summary: 'Calls in which a service key acted as me, newest first (VIS-1)',
    tags: ['keys'],
    auth: 'user',
    query: ActedCallQuery,
    answers: { 200: ActedCallPage },
    handle: async ({ query, caller }) => {
      const before = query.cursor === undefined ? undefined : cursor.decode(query.cursor, Before);
      const calls = await keys.actedCalls(caller, query.limit, before);
      const last = calls.at(-1);
      return { items: calls, ...(last && calls.length === query.limit ? { next: cursor.encode(last.id) } : {}) };
    },
  });

/** Routes of keys and tokens. */
export const keyRoutes = (keys: ApiKeys): HttpRoutes => [mintToken(keys), actedCalls(keys)];
