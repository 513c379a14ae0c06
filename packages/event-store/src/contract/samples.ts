import { randomUUID } from 'node:crypto';
import type { EventMeta, NewEvent } from '../events.ts';

export interface Sample {
  readonly id?: string;
  readonly type?: string;
  readonly data?: unknown;
  readonly meta?: Partial<EventMeta>;
}

/** An event like those of threading, each time a new one. */
export function sampleEvent({
  id = randomUUID(),
  type = 'threading.MessageAttached.v1',
  data,
  meta,
}: Sample = {}): NewEvent {
  return {
    id,
    type,
    data: data ?? { threadId: randomUUID(), subject: 'Re: 見積もり' },
    meta: {
      tenantId: '018f0000-0000-7000-8000-000000000001',
      accountId: '018f0000-0000-7000-8000-000000000002',
      occurredAt: '2026-11-23T09:00:00.000Z',
      causationId: '018f0000-0000-7000-8000-000000000003',
      correlationId: '018f0000-0000-7000-8000-000000000004',
      origin: 'live',
      ...meta,
    },
  };
}

export const batchOf = (count: number, sample: Sample = {}): NewEvent[] =>
  Array.from({ length: count }, () => sampleEvent(sample));

/** A stream that nobody else has. */
export const sampleStream = (context = 'threading'): string => `${context}-${randomUUID()}`;
