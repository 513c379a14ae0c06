import { Origin } from '../events/envelope.ts';
import { HEADER } from './headers.ts';
import { InvalidRecord } from './invalid-record.ts';
import type { PublishedEvent } from './published-event.ts';
import { type HeaderValues, optional, optionalNumber, required, requiredNumber } from './read-header.ts';

/** An event on a topic. */
export interface KafkaRecord {
  /** The account, or the tenant where there is none: what the order holds for. */
  readonly key: string;
  /** The data as JSON. */
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** A record as Kafka clients give it. */
export interface ReceivedRecord {
  readonly value: Buffer | null;
  readonly headers?: HeaderValues | undefined;
}

const JSON_TYPE = 'application/json';
const VERSION = '1.0';

/** `/mailfold/<context>` by type: there are few types and many events. */
const sources = new Map<string, string>();
const sourceOf = (type: string): string => {
  const known = sources.get(type);
  if (known !== undefined) return known;
  const source = `/mailfold/${type.slice(0, type.indexOf('.'))}`;
  sources.set(type, source);
  return source;
};

/**
 * CloudEvents 1.0, Kafka binding in binary mode: the data is the value, everything else is a header, absent where the event has none. The
 * subject is the stream, which with `ce_revision` says where in it the event stands.
 */
export function encodeRecord(event: PublishedEvent): KafkaRecord {
  const { meta } = event;
  const key = meta.accountId ?? meta.tenantId;
  const headers: Record<string, string> = {
    [HEADER.contentType]: JSON_TYPE,
    [HEADER.specVersion]: VERSION,
    [HEADER.id]: event.id,
    [HEADER.type]: event.type,
    [HEADER.source]: sourceOf(event.type),
    [HEADER.subject]: event.stream,
    [HEADER.time]: meta.occurredAt,
    [HEADER.partitionKey]: key,
    [HEADER.tenantId]: meta.tenantId,
    [HEADER.causationId]: meta.causationId,
    [HEADER.correlationId]: meta.correlationId,
    [HEADER.origin]: meta.origin,
    [HEADER.recordedTime]: event.recordedAt,
    [HEADER.position]: String(event.position),
    [HEADER.revision]: String(event.revision),
  };
  if (meta.accountId !== undefined) headers[HEADER.accountId] = meta.accountId;
  if (meta.inputPosition !== undefined) headers[HEADER.inputPosition] = String(meta.inputPosition);
  if (meta.keyId !== undefined) headers[HEADER.keyId] = meta.keyId;
  if (meta.traceparent !== undefined) headers[HEADER.traceparent] = meta.traceparent;
  return { key, value: Buffer.from(JSON.stringify(event.data)), headers };
}

/**
 * The event that was encoded, whole. Headers that are not ours are passed over.
 * @throws InvalidRecord for what is no event of ours
 */
export function decodeRecord({ value, headers = {} }: ReceivedRecord): PublishedEvent {
  if (required(headers, HEADER.specVersion) !== VERSION)
    throw new InvalidRecord(`header ${HEADER.specVersion}`, `is not ${VERSION}`);
  const accountId = optional(headers, HEADER.accountId);
  const inputPosition = optionalNumber(headers, HEADER.inputPosition);
  const keyId = optional(headers, HEADER.keyId);
  const traceparent = optional(headers, HEADER.traceparent);
  return {
    id: required(headers, HEADER.id),
    type: required(headers, HEADER.type),
    stream: required(headers, HEADER.subject),
    revision: requiredNumber(headers, HEADER.revision),
    position: requiredNumber(headers, HEADER.position),
    recordedAt: required(headers, HEADER.recordedTime),
    data: dataOf(value),
    meta: {
      tenantId: required(headers, HEADER.tenantId),
      ...(accountId === undefined ? {} : { accountId }),
      occurredAt: required(headers, HEADER.time),
      causationId: required(headers, HEADER.causationId),
      correlationId: required(headers, HEADER.correlationId),
      origin: originOf(required(headers, HEADER.origin)),
      ...(inputPosition === undefined ? {} : { inputPosition }),
      ...(keyId === undefined ? {} : { keyId }),
      ...(traceparent === undefined ? {} : { traceparent }),
    },
  };
}

const ORIGINS: ReadonlyMap<string, PublishedEvent['meta']['origin']> = new Map(
  Origin.options.map((origin) => [origin, origin]),
);

const originOf = (text: string): PublishedEvent['meta']['origin'] => {
  const origin = ORIGINS.get(text);
  if (origin === undefined)
    throw new InvalidRecord(`header ${HEADER.origin}`, `is none of ${Origin.options.join(', ')}`);
  return origin;
};

const dataOf = (value: Buffer | null): unknown => {
  if (value === null) throw new InvalidRecord('value', 'is missing: topics of events have no tombstones');
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    // The parser's words quote the text, which may be personal.
    throw new InvalidRecord('value', 'is not JSON');
  }
};
