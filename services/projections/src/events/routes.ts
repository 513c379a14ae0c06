import {
  EventCounts,
  EventCountsQuery,
  EventPage,
  EventsQuery,
  EventStreamHeaders,
  EventStreamQuery,
} from '@mailfold/contracts/http';
import type { EventFilter, EventStore } from '@mailfold/event-store';
import { answerEvents, defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { EventCounter } from './event-counter.ts';
import { follow } from './follow.ts';
import { headAtLeast, positionOf, positionText } from './position.ts';
import { publicEvent } from './public-event.ts';

export interface EventParts {
  readonly events: EventStore;
}

const tags = ['events'];

/** EVT-2, EVT-3: the log as its tenant's back end reads it, in pages, as a stream, and counted. */
export const eventRoutes = ({ events }: EventParts): HttpRoutes => [
  read(events),
  stream(events),
  counts(new EventCounter(events)),
];

const filterOf = (tenantId: string, types: readonly string[] = []): EventFilter => ({ tenantId, types });

const read = (events: EventStore) =>
  defineRoute({
    method: 'GET',
    url: '/v1/events',
    summary: 'Events after a position, oldest first',
    tags,
    auth: 'service',
    query: EventsQuery,
    answers: { 200: EventPage },
    handle: async ({ query, caller }) => {
      const after = query.after === undefined ? 0 : positionOf(query.after, 'query.after');
      // Before the page is read: what is appended between the two must not be stepped over.
      const head = await headAtLeast(events, after);
      const max = query.limit;
      const page = await events.readAll({ after, filter: filterOf(caller.tenantId, query.types), max });
      const last = page.at(-1)?.position ?? after;
      const next = page.length === max ? last : Math.max(last, head);
      return { items: page.map(publicEvent), next: positionText(next) };
    },
  });

const stream = (events: EventStore) =>
  defineRoute({
    method: 'GET',
    url: '/v1/events/stream',
    summary: 'Events as they come, after what is there already',
    description: 'Goes on without gaps after the event that `Last-Event-ID` names.',
    tags,
    auth: 'service',
    query: EventStreamQuery,
    headers: EventStreamHeaders,
    answers: { 200: { contentType: 'text/event-stream' } },
    handle: async ({ query, headers, caller, signal }) => {
      const live = query.live === 'true';
      const after = await beginning(events, { lastEventId: headers['last-event-id'], after: query.after, live });
      return answerEvents(follow(events, { after, filter: filterOf(caller.tenantId, query.types), signal }));
    },
  });

interface Beginning {
  readonly lastEventId: string | undefined;
  readonly after: string | undefined;
  readonly live: boolean;
}

const beginning = async (events: EventStore, { lastEventId, after, live }: Beginning): Promise<number> => {
  const given = givenPosition(lastEventId, after);
  const head = await headAtLeast(events, given ?? 0);
  return given ?? (live ? head : 0);
};

const givenPosition = (lastEventId: string | undefined, after: string | undefined): number | undefined => {
  // Browsers send an empty one before the first event.
  if (lastEventId !== undefined && lastEventId !== '') return positionOf(lastEventId, 'headers.last-event-id');
  return after === undefined ? undefined : positionOf(after, 'query.after');
};

const counts = (counter: EventCounter) =>
  defineRoute({
    method: 'GET',
    url: '/v1/events/counts',
    summary: 'How many events there are of each type',
    tags,
    auth: 'service',
    query: EventCountsQuery,
    answers: { 200: EventCounts },
    handle: async ({ query, caller }) => {
      const counted = await counter.count(caller.tenantId);
      const types = [...counted]
        .filter(([type]) => query.types === undefined || query.types.some((wanted) => isOf(type, wanted)))
        .map(([type, count]) => ({ type, count }))
        .toSorted((a, b) => (a.type < b.type ? -1 : 1));
      return { total: types.reduce((sum, { count }) => sum + count, 0), types };
    },
  });

const isOf = (type: string, wanted: string): boolean =>
  wanted.endsWith('.') ? type.startsWith(wanted) : type === wanted;
