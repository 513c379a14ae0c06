import { MailfoldError } from '@mailfold/kernel';
import type { ExpectedRevision } from './event-store.ts';

/** Codes of the event store: meaning, and what an operator does. */
export const EVENT_STORE_CODES = {
  'event-store/conflict': 'Another writer was first. The caller folds what is new and decides again; nothing to do.',
  'event-store/id-reused':
    'An event id came with other content, or at another place: a bug in how ids are made. Its key is parked; report it.',
  'event-store/too-large': 'An event has more than 256 KiB. What is long belongs in a blob: a bug, report it.',
  'event-store/invalid': 'No events, a name or an id that is none: a bug in the caller, report it.',
  'event-store/unavailable': 'The store cannot be asked. Bring its database back; work goes on by itself.',
} as const;

export type EventStoreCode = keyof typeof EVENT_STORE_CODES;

export const conflict = (stream: string, expected: ExpectedRevision, actual: number | undefined): MailfoldError => {
  const found = actual === undefined ? 'another one' : actual < 0 ? 'no such stream' : `revision ${actual}`;
  return new MailfoldError({
    code: 'event-store/conflict',
    message: `appending to ${stream}: expected ${expected}, found ${found}; fold its tail and decide again`,
    details: { stream, expected, actual },
  });
};

export const idReused = (stream: string, cause?: unknown): MailfoldError =>
  new MailfoldError({
    code: 'event-store/id-reused',
    message: `appending to ${stream}: an event id is taken by other content or at another place; ids are not made from their cause`,
    details: { stream },
    ...(cause === undefined ? {} : { cause }),
  });

export const tooLarge = (stream: string, id: string, bytes: number): MailfoldError =>
  new MailfoldError({
    code: 'event-store/too-large',
    message: `appending to ${stream}: event ${id} has ${bytes} bytes, more than ${MOST_EVENT_BYTES}; keep what is long in a blob`,
    details: { stream, id, bytes, most: MOST_EVENT_BYTES },
  });

export const invalid = (stream: string, what: string): MailfoldError =>
  new MailfoldError({ code: 'event-store/invalid', message: `appending to "${stream}": ${what}`, details: { stream } });

/** Of an event's data and meta as JSON in UTF-8. */
export const MOST_EVENT_BYTES = 256 * 1024;
