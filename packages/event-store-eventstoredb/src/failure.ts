import { ErrorType, isCommandError } from '@eventstore/db-client';
import { isMailfoldError, MailfoldError, messageOf } from '@mailfold/kernel';

// The client throws its own errors, plain ones with a number of gRPC (14 where the server is down), and plain ones without
// (a channel that another call has just closed). Whatever is not known to be final passes.
export function inStoreWords(thrown: unknown): MailfoldError {
  if (isMailfoldError(thrown)) return thrown;
  if (!(thrown instanceof Error) || !isCommandError(thrown)) return unavailable(messageOf(thrown), thrown);
  if (thrown.type === ErrorType.STREAM_DELETED) return deleted(thrown.streamName);
  if (thrown.type !== ErrorType.ACCESS_DENIED) return unavailable(thrown.message || thrown.type, thrown);
  return unavailable('it refuses these credentials; correct them in its connection string', thrown);
}

export const unavailable = (what: string, cause?: unknown): MailfoldError =>
  new MailfoldError({
    code: 'event-store/unavailable',
    message: `the event store does not answer: ${what}`,
    retry: 'backoff',
    ...(cause === undefined ? {} : { cause }),
  });

const deleted = (stream: string): MailfoldError =>
  new MailfoldError({
    code: 'event-store/stream-deleted',
    message: `the stream ${stream} was deleted on the server; restore the log from a backup`,
    details: { stream },
  });
