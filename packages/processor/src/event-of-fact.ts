import { keyOf, type EventMeta, type NewEvent, type StoredEvent } from '@mailfold/event-store';
import { isUuid, NAMESPACES, uuid5 } from '@mailfold/kernel';
import type { Command, Fact } from './decider.ts';

/** What a decision answers to. */
export interface Cause {
  readonly id: string;
  readonly meta: Omit<EventMeta, 'causationId' | 'inputPosition' | 'keyId'>;
  readonly inputPosition: number;
}

export const causeOfInput = ({ id, meta, position }: StoredEvent): Cause => ({
  id,
  meta: {
    tenantId: meta.tenantId,
    ...(meta.accountId === undefined ? {} : { accountId: meta.accountId }),
    occurredAt: meta.occurredAt,
    correlationId: meta.correlationId,
    origin: meta.origin,
    ...(meta.traceparent === undefined ? {} : { traceparent: meta.traceparent }),
  },
  inputPosition: position,
});

/** @param inputPosition how far the inputs of the key were decided when the command came */
export const causeOfCommand = (command: Command<unknown>, inputPosition: number): Cause => ({
  id: command.id,
  meta: {
    tenantId: command.tenantId,
    ...(command.key === command.tenantId ? {} : { accountId: command.key }),
    occurredAt: command.at,
    correlationId: command.correlationId ?? command.id,
    origin: 'command',
    ...(command.traceparent === undefined ? {} : { traceparent: command.traceparent }),
  },
  inputPosition,
});

const eventId = (cause: string, processor: string, fact: Fact): string =>
  isUuid(cause)
    ? uuid5(cause, processor, fact.type, fact.subject)
    : uuid5(NAMESPACES.event, cause, processor, fact.type, fact.subject);

/** The same fact of the same cause is the same event, whoever decides it and however often. */
export const eventOf = (processor: string, fact: Fact, cause: Cause): NewEvent => {
  const causationId = fact.cause ?? cause.id;
  return {
    id: eventId(causationId, processor, fact),
    type: fact.type,
    data: fact.data,
    meta: {
      ...cause.meta,
      ...(fact.occurredAt === undefined ? {} : { occurredAt: fact.occurredAt }),
      ...(fact.origin === undefined ? {} : { origin: fact.origin }),
      causationId,
      inputPosition: cause.inputPosition,
    },
  };
};

/** The name of the stream that a decider owns for a key. */
export const streamOf = (context: string, key: string): string => `${context}-${key}`;

/** Events by key, each list in the given order. */
export const byKey = <Event extends StoredEvent>(events: readonly Event[]): Map<string, Event[]> =>
  Map.groupBy(events, keyOf);
