import { z } from 'zod';
import { Id, Time } from './values.ts';

/** Where an event comes from: consumers replay `backfill` without firing automations (ING-3). */
export const Origin = z.enum(['backfill', 'live', 'command', 'replay']);

/** What every event carries beside its data, as outsiders see it. */
export const Envelope = z.object({
  /** The same id is the same event, however often it comes. */
  id: Id,
  type: z.string(),
  tenantId: Id,
  /** Absent on directory events, which are ordered by tenant. */
  accountId: Id.exactOptional(),
  /** When it happened at the provider or by the user. */
  occurredAt: Time,
  /** When the store took it. */
  recordedAt: Time,
  causationId: z.string().min(1),
  correlationId: z.string().min(1),
  origin: Origin,
  /** Opaque; it only grows. Of the events of one key, ignore those not above the last. */
  position: z.string().min(1),
  /** The key under which the personal fields are sealed; absent while they are in clear. */
  keyId: z.string().exactOptional(),
  traceparent: z.string().exactOptional(),
});

export type Envelope = z.output<typeof Envelope>;
