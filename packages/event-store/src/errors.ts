import { MailfoldError } from '@mailfold/kernel';
import type { ExpectedRevision } from './event-store.ts';

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
