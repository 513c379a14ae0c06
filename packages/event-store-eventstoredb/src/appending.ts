import { randomUUID } from 'node:crypto';
import {
  type AppendExpectedRevision,
  ErrorType,
  type EventStoreDBClient,
  isCommandError,
  jsonEvent,
  NO_STREAM,
} from '@eventstore/db-client';
import { conflict, type Encoded, invalid } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';
import { marked } from './rows.ts';

export interface Put {
  readonly encoded: Encoded;
  /** The revision that the stream is at, -1 where there is none. */
  readonly at: number;
  /** Tells this try apart from others that write the same events. */
  readonly attempt: string;
}

export const newAttempt = (): string => randomUUID();

/**
 * One `Append` at an exact revision, all events or none. Resolves when they lie at the places after it, by this try or by
 * another: the server knows the ids there and does not compare contents. May be repeated after a lost answer.
 */
export async function put(client: EventStoreDBClient, work: Put, deadline: number): Promise<void> {
  const { encoded, at } = work;
  const options = { expectedRevision: expectedOf(at), deadline, requiresLeader: true };
  const result = await client.appendToStream(encoded.stream, eventsOf(work), options).catch((thrown: unknown) => {
    throw inAppendWords(thrown, work);
  });
  // What a connection string with throwOnAppendFailure=false makes of another revision.
  if (!result.success) throw conflictOf(work, Number(result.nextExpectedRevision));
}

/** The server keeps names with a dollar for itself, and what has one is passed over by readers here. */
export function requireOurs({ stream, types }: Encoded): void {
  if ([stream, ...types].some((name) => name.startsWith('$'))) {
    throw invalid(stream, 'names that begin with $ are the server’s');
  }
}

const expectedOf = (at: number): AppendExpectedRevision => (at < 0 ? NO_STREAM : BigInt(at));

function eventsOf({ encoded, attempt }: Put): ReturnType<typeof jsonEvent>[] {
  const last = encoded.ids.length - 1;
  return encoded.ids.map((id, index) => {
    const meta = encoded.meta[index] ?? 'null';
    return jsonEvent({
      id,
      type: encoded.types[index] ?? '',
      data: JSON.parse(encoded.data[index] ?? 'null'),
      // As bytes, which the client leaves as they are; it knows them by this very class.
      metadata: new Uint8Array(Buffer.from(index === last ? marked(meta, attempt) : meta)),
    });
  });
}

const conflictOf = ({ encoded, at }: Put, actual: number): MailfoldError =>
  conflict(encoded.stream, at < 0 ? 'none' : at, actual);

function inAppendWords(thrown: unknown, work: Put): unknown {
  if (!(thrown instanceof Error) || !isCommandError(thrown)) return thrown;
  if (thrown.type === ErrorType.WRONG_EXPECTED_VERSION) {
    return conflictOf(work, typeof thrown.actualVersion === 'bigint' ? Number(thrown.actualVersion) : -1);
  }
  if (thrown.type !== ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) return thrown;
  return appendTooLarge(work.encoded, thrown.maxAppendSize);
}

const appendTooLarge = ({ stream, ids }: Encoded, most: number): MailfoldError =>
  new MailfoldError({
    code: 'event-store/append-too-large',
    message: `appending ${ids.length} events to ${stream}: more than the ${most} bytes that the server takes at once; raise its MaxAppendSize (16 MiB at most)`,
    details: { stream, events: ids.length, most },
  });
