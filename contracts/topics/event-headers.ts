import type { Envelope } from '../events/envelope.ts';

/** Headers by name; absent where the envelope has none. */
export type EventHeaders = Readonly<Record<string, string>>;

const OPTIONAL = [
  ['accountId', 'ce_accountid'],
  ['keyId', 'ce_keyid'],
  ['traceparent', 'traceparent'],
] as const;

/**
 * CloudEvents 1.0, Kafka binary binding: the data is the value, everything else is a header. Extension names may hold `[a-z0-9]` only.
 * @param source who says it, e.g. `/mailfold/threading`
 */
export function eventHeaders(envelope: Envelope, source: string, subject?: string): EventHeaders {
  const optional = OPTIONAL.flatMap(([field, header]) => {
    const value = envelope[field];
    return value === undefined ? [] : [[header, value] as const];
  });
  return {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: envelope.id,
    ce_type: envelope.type,
    ce_source: source,
    ...(subject === undefined ? {} : { ce_subject: subject }),
    ce_time: envelope.occurredAt,
    ce_partitionkey: envelope.accountId ?? envelope.tenantId,
    ce_tenantid: envelope.tenantId,
    ce_causationid: envelope.causationId,
    ce_correlationid: envelope.correlationId,
    ce_origin: envelope.origin,
    ce_recordedtime: envelope.recordedAt,
    ce_position: envelope.position,
    ...Object.fromEntries(optional),
  };
}
