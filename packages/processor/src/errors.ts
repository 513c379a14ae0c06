import { isMailfoldError, MailfoldError } from '@mailfold/kernel';

/** Codes of this package: meaning, cause, what an operator does. */
export const PROCESSOR_ERRORS = {
  'processor/unknown-version':
    'An event of a followed type has a version that this release does not know. Upgrade, then retry the dead letter.',
  'processor/behind': 'Waits behind a parked event of its key. Retry or discard that one; this one follows.',
  'processor/contended':
    'Others kept writing to the same stream. It is tried again; see that no two releases run at once.',
  'processor/stale': 'The state of a key was behind its stream. It is folded and tried again.',
  'processor/fenced':
    'Another process has taken over since; what this one decided was not written. Nothing to do: it stops by itself.',
  'processor/repeated-fact': 'A decision gave two facts of one cause, type and subject: a bug in its rules.',
  'processor/rebuild-overtaken': 'Another rebuild of the same view was started later. Wait for that one.',
  'processor/not-here': 'The processor does not run in the process that was asked. Ask the service that it belongs to.',
  'processor/not-parked': 'No such dead letter: it was retried or discarded meanwhile.',
} as const;

export type ProcessorErrorCode = keyof typeof PROCESSOR_ERRORS;

/** The state is behind the own stream: fold the tail first. */
export const stale = (processor: string, key: string): MailfoldError =>
  new MailfoldError({
    code: 'processor/stale',
    message: `${processor}: the state of ${key} is behind its stream; it is folded and tried again`,
    retry: 'backoff',
    details: { processor, key },
  });

export const contended = (processor: string, key: string, tries: number, cause: unknown): MailfoldError =>
  new MailfoldError({
    code: 'processor/contended',
    message: `${processor}: gave up deciding for ${key} after ${tries} tries, each overtaken by another writer; it is tried again later`,
    retry: 'backoff',
    details: { processor, key, tries },
    cause,
  });

/** S27: whoever was in charge before writes nothing any more. */
export const fenced = (processor: string, key: string, fence: number, seen: number): MailfoldError =>
  new MailfoldError({
    code: 'processor/fenced',
    message: `${processor}: another process has taken over ${key} (lease ${seen}, this one has ${fence}); nothing was written`,
    details: { processor, key, fence, seen },
  });

/** What to do about a failure: fold and decide again, have the bus deliver again, or park. */
export type Remedy = 'decide-again' | 'redeliver' | 'park';

// The row store's unknown outcome is looked up by folding: what was committed is skipped then.
const DECIDE_AGAIN = new Set([
  'event-store/conflict',
  'processor/stale',
  'read-store/outcome-unknown',
  'read-store/collision',
]);

// What the operating system refused (a full disk, no socket left) says nothing against the event.
const isSystemError = (thrown: unknown): boolean => thrown instanceof Error && 'syscall' in thrown;

export const remedyOf = (thrown: unknown): Remedy => {
  if (isSystemError(thrown)) return 'redeliver';
  if (!isMailfoldError(thrown)) return 'park';
  if (DECIDE_AGAIN.has(thrown.code)) return 'decide-again';
  return thrown.retry === 'never' ? 'park' : 'redeliver';
};

export const codeOf = (thrown: unknown): string => (isMailfoldError(thrown) ? thrown.code : 'unexpected');
