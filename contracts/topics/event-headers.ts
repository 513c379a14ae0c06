import { z } from 'zod';
import { Origin } from '../events/envelope.ts';
import { Id, Time } from '../events/values.ts';
import { HEADER } from './headers.ts';

const WholeNumber = z.string().regex(/^\d+$/);

/** Every header of an event, as text; published as `schemas/mailfold.event-headers.v1.json`. */
export const EventHeaders = z.object({
  [HEADER.contentType]: z.literal('application/json'),
  [HEADER.specVersion]: z.literal('1.0'),
  [HEADER.id]: z.string().min(1).describe('The same id is the same event, however often it comes.'),
  [HEADER.type]: z.string().describe('`<context>.<PastTense>.v<n>`'),
  [HEADER.source]: z.string().describe('`/mailfold/<context>`'),
  [HEADER.subject]: z.string().describe('The stream: `<context>-<accountId>`, or `directory-<tenantId>`.'),
  [HEADER.time]: Time.describe('When it happened at the provider or by the user.'),
  [HEADER.partitionKey]: Id.describe("The record's key: the account, or the tenant for directory events."),
  [HEADER.tenantId]: Id,
  [HEADER.accountId]: Id.exactOptional().describe('Absent on directory events.'),
  [HEADER.causationId]: z.string().describe('The event or command that caused this one.'),
  [HEADER.correlationId]: z.string().describe('The same for all that follows from one first cause.'),
  [HEADER.origin]: Origin.describe('Replay `backfill` without firing automations.'),
  [HEADER.recordedTime]: Time.describe('When the store took it.'),
  [HEADER.position]: WholeNumber.describe('Grows within a key; ignore what is not above the last.'),
  [HEADER.revision]: WholeNumber.describe('Number in the stream, from 0 without gaps.'),
  [HEADER.inputPosition]: WholeNumber.exactOptional().describe('How far the writer had applied its inputs.'),
  [HEADER.keyId]: z
    .string()
    .exactOptional()
    .describe('The key under which personal fields are sealed; absent while they are in clear.'),
  [HEADER.traceparent]: z.string().exactOptional().describe('W3C Trace Context.'),
});

export type EventHeaders = z.output<typeof EventHeaders>;
