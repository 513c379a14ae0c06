import {
  DeadLetterDetail,
  DeadLetterListQuery,
  DeadLetterOutcome,
  DeadLetterPage,
  DeadLetterParams,
} from '@mailfold/contracts/http';
import type { DeadLetters } from '@mailfold/processor';
import { cursor, defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { z } from 'zod';
import { letterOf, parkedNow, parkedOr404 } from './letter.ts';
import { withoutPersonal } from './without-personal.ts';

const Place = z.object({ processor: z.string(), key: z.string(), position: z.number().int() });
const tags = ['operation'];
const errors = { 'processor/not-here': 409, 'processor/not-parked': 404 };

/** Events that a processor could not handle: see them, try again, give up. */
export const deadLetterRoutes = (letters: DeadLetters): HttpRoutes => [
  list(letters),
  show(letters),
  retry(letters),
  discard(letters),
];

const list = (letters: DeadLetters) =>
  defineRoute({
    method: 'GET',
    url: '/v1/dead-letters',
    summary: 'Events that could not be handled, the first of each key; later ones of the key wait behind it',
    tags,
    auth: 'service',
    query: DeadLetterListQuery,
    answers: { 200: DeadLetterPage },
    handle: async ({ query: { limit, group, ...query }, caller }) => {
      const found = await letters.list({
        tenantId: caller.tenantId,
        firstOfKey: true,
        limit,
        ...(group === undefined ? {} : { processor: group }),
        ...(query.cursor === undefined ? {} : { after: cursor.decode(query.cursor, Place) }),
      });
      const last = found.length === limit ? found.at(-1) : undefined;
      return { items: found.map(letterOf), ...(last === undefined ? {} : { next: cursor.encode(Place.parse(last)) }) };
    },
  });

const show = (letters: DeadLetters) =>
  defineRoute({
    method: 'GET',
    url: '/v1/dead-letters/:id',
    summary: 'One of them with its data, without personal fields',
    tags,
    auth: 'service',
    params: DeadLetterParams,
    answers: { 200: DeadLetterDetail },
    handle: async ({ params, caller }) => {
      const parked = await parkedOr404(letters, caller.tenantId, params.id);
      const detail = await letters.show(parked);
      const data = withoutPersonal(parked.type, detail?.event.data);
      return { ...letterOf(parked), position: String(parked.position), data };
    },
  });

const retry = (letters: DeadLetters) =>
  defineRoute({
    method: 'POST',
    url: '/v1/dead-letters/:id/retry',
    summary: 'Handle it again, then what waits behind it',
    tags,
    auth: 'service',
    params: DeadLetterParams,
    answers: { 200: DeadLetterOutcome },
    errors,
    handle: async ({ params, caller }) => {
      await letters.retry(await parkedOr404(letters, caller.tenantId, params.id));
      const again = await parkedNow(letters, caller.tenantId, params.id);
      if (again === undefined) return { outcome: 'retried' as const };
      return { outcome: 'parked-again' as const, reason: letterOf(again).reason };
    },
  });

const discard = (letters: DeadLetters) =>
  defineRoute({
    method: 'DELETE',
    url: '/v1/dead-letters/:id',
    summary: 'Give it up for good; what waits behind it goes on',
    tags,
    auth: 'service',
    params: DeadLetterParams,
    answers: { 200: DeadLetterOutcome },
    errors,
    handle: async ({ params, caller }) => {
      await letters.discard(await parkedOr404(letters, caller.tenantId, params.id));
      return { outcome: 'discarded' as const };
    },
  });
