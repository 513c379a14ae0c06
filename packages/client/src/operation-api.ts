import {
  ActedCallPage,
  DeadLetterDetail,
  DeadLetterOutcome,
  DeadLetterPage,
  Doctor,
  EventCounts,
  EventPage,
  Progress,
  Rebuild,
  Rotated,
  SecretsStatus,
  UserToken,
} from '@mailfold/contracts/http';
import { followEvents, type FollowOptions } from './follow-events.ts';
import { segment, type Transport } from './transport.ts';

const letter = (id: string, rest = ''): string => `/v1/dead-letters/${segment(id)}${rest}`;

/** The log, as outsiders see it. */
export const eventsApi = (transport: Transport) => ({
  read: (
    options: { readonly after?: string | undefined; readonly types?: readonly string[]; readonly limit?: number } = {},
  ) => transport.call(EventPage, 'GET', '/v1/events', { query: { ...options, types: options.types?.join(',') } }),
  counts: () => transport.call(EventCounts, 'GET', '/v1/events/counts'),
  /** Past events, then live ones; goes on by itself when the connection is lost. */
  follow: (options: FollowOptions) => followEvents(transport, options),
});

/** What an operator does; with a service key. */
export const operationApi = (transport: Transport) => ({
  rebuild: (view?: string) =>
    transport.call(Rebuild, 'POST', '/v1/rebuilds', { body: view === undefined ? {} : { view } }),
  rebuildStatus: (id: string) => transport.call(Rebuild, 'GET', `/v1/rebuilds/${segment(id)}`),
  deadLetters: (
    query: { readonly group?: string; readonly cursor?: string | undefined; readonly limit?: number } = {},
  ) => transport.call(DeadLetterPage, 'GET', '/v1/dead-letters', { query }),
  deadLetter: (id: string) => transport.call(DeadLetterDetail, 'GET', letter(id)),
  retryDeadLetter: (id: string) => transport.call(DeadLetterOutcome, 'POST', letter(id, '/retry')),
  discardDeadLetter: (id: string) => transport.call(DeadLetterOutcome, 'DELETE', letter(id)),
  doctor: () => transport.call(Doctor, 'GET', '/v1/doctor'),
  progress: () => transport.call(Progress, 'GET', '/v1/progress'),
  secrets: () => transport.call(SecretsStatus, 'GET', '/v1/secrets'),
  /** One step; asked again until `left` is 0. */
  rotateSecrets: (body: { readonly max?: number; readonly renewBefore?: string } = {}) =>
    transport.call(Rotated, 'POST', '/v1/secrets/rotations', { body }),
});

/** Tokens for users, and what was done in one's name. */
export const keysApi = (transport: Transport) => ({
  mint: (user: string, expiresInSeconds?: number) =>
    transport.call(UserToken, 'POST', '/v1/tokens', {
      body: { user, ...(expiresInSeconds ? { expiresInSeconds } : {}) },
    }),
  actedCalls: (query: { readonly cursor?: string | undefined; readonly limit?: number } = {}) =>
    transport.call(ActedCallPage, 'GET', '/v1/acted-calls', { query }),
});
