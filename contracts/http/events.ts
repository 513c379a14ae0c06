import { z } from 'zod';
import { Envelope } from '../events/envelope.ts';
import { Count, page } from './conventions.ts';

const Types = z
  .string()
  .transform((text) => text.split(',').filter((type) => type !== ''))
  .describe('Comma-separated: full types (`ingest.MessageObserved.v1`) or contexts (`ingest.`). Absent: all.');

const After = z.string().max(200).describe('Opaque position; only events after it. Absent: from the first.');

/** `GET /v1/events` (service key). `next` is always given: it is where to go on, also when nothing came. */
export const EventsQuery = z.object({
  after: After.optional(),
  types: Types.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** An event as outsiders see it; `position` is opaque and only grows. */
export const PublicEvent = Envelope.extend({ data: z.record(z.string(), z.unknown()) });

export const EventPage = page(PublicEvent);

/** `GET /v1/events/stream` (server-sent events): `id` = position, `event` = type, data = `PublicEvent`. `Last-Event-ID` goes before `after`. */
export const EventStreamQuery = z.object({
  after: After.optional(),
  types: Types.optional(),
  /** Only what is appended from now on. */
  live: z.enum(['true', 'false']).optional(),
});
export const EventStreamHeaders = z.object({ 'last-event-id': z.string().max(200).optional() });

/** `GET /v1/events/counts` */
export const EventCountsQuery = z.object({ types: Types.optional() });
export const EventCounts = z.object({
  total: Count,
  types: z.array(z.object({ type: z.string(), count: Count })).readonly(),
});

export type PublicEvent = z.output<typeof PublicEvent>;
export type EventCounts = z.output<typeof EventCounts>;
