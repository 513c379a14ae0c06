/** What travels with every event beside its data. */
export interface EventMeta {
  readonly tenantId: string;
  /** Absent on directory events, whose key is the tenant. */
  readonly accountId?: string;
  /** When it happened at the provider or by the user: RFC 3339, UTC, milliseconds. */
  readonly occurredAt: string;
  /** The event or command that caused this one. */
  readonly causationId: string;
  /** The same for everything that follows from one first cause. */
  readonly correlationId: string;
  readonly origin: Origin;
  /** Position of the input that the writing processor had applied up to when it decided this event. */
  readonly inputPosition?: number;
  /** The key under which the codec sealed the personal fields; absent while they are in clear. */
  readonly keyId?: string;
  readonly traceparent?: string;
}

export type Origin = 'backfill' | 'live' | 'command' | 'replay';

/** An event on its way into the store. `type` is `<context>.<PastTense>.v<n>`; at most 256 KiB as JSON. */
export interface NewEvent<Data = unknown> {
  /** UUID. The same id appended again is the same event. */
  readonly id: string;
  readonly type: string;
  readonly data: Data;
  readonly meta: EventMeta;
}

/** An event as stored. */
export interface StoredEvent<Data = unknown> extends NewEvent<Data> {
  /** `<context>-<accountId>`, or `directory-<tenantId>`. */
  readonly stream: string;
  /** Number in the stream, from 0 without gaps. */
  readonly revision: number;
  /** Place in the total order of the store; grows, with gaps; compare, never compute. */
  readonly position: number;
  /** When the store took it: RFC 3339, UTC, milliseconds. */
  readonly recordedAt: string;
}

/** What an event is ordered by: its account, or its tenant where it has none. */
export const keyOf = (event: Pick<NewEvent, 'meta'>): string => event.meta.accountId ?? event.meta.tenantId;
