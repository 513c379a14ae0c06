import type { PublicEvent } from '@mailfold/contracts/http';
import type { StoredEvent } from '@mailfold/event-store';
import { z } from 'zod';
import { positionText } from './position.ts';

const Data = z.record(z.string(), z.unknown());

/** An event as it is published: the envelope of `contracts/events/envelope.ts`, without what only the store and processors need. */
export const publicEvent = ({ id, type, recordedAt, position, data, meta }: StoredEvent): PublicEvent => ({
  id,
  type,
  tenantId: meta.tenantId,
  ...(meta.accountId === undefined ? {} : { accountId: meta.accountId }),
  occurredAt: meta.occurredAt,
  recordedAt,
  causationId: meta.causationId,
  correlationId: meta.correlationId,
  origin: meta.origin,
  position: positionText(position),
  ...(meta.keyId === undefined ? {} : { keyId: meta.keyId }),
  ...(meta.traceparent === undefined ? {} : { traceparent: meta.traceparent }),
  data: Data.parse(data),
});
