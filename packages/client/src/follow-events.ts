import { PublicEvent } from '@mailfold/contracts/http';
import { backoff, isMailfoldError, pause } from '@mailfold/kernel';
import { readFrames } from './read-frames.ts';
import type { Transport } from './transport.ts';

export interface FollowOptions {
  /** Only events after this position; absent: from the first. */
  readonly after?: string;
  /** Full types, or contexts as `ingest.`. */
  readonly types?: readonly string[];
  /** Only what is appended from now on. */
  readonly live?: boolean;
  readonly signal: AbortSignal;
  /** Told before each new attempt after the connection was lost. */
  readonly onLost?: (error: unknown) => void;
}

const waits = backoff({ initialMs: 200, maxMs: 10_000, factor: 2 });

const isFinal = (error: unknown): boolean =>
  isMailfoldError(error) && error.retry === 'never' && !error.code.startsWith('client/');

async function* onePass(
  transport: Transport,
  options: FollowOptions,
  after: string | undefined,
): AsyncGenerator<PublicEvent> {
  const { signal, types, live } = options;
  const answer = await transport.send('GET', '/v1/events/stream', {
    signal,
    query: { types: types?.join(','), after, live: live === true && after === undefined ? true : undefined },
    headers: after === undefined ? {} : { 'last-event-id': after },
  });
  const text = answer.body?.pipeThrough(new TextDecoderStream());
  if (text === undefined) return;
  for await (const frame of readFrames(text)) yield PublicEvent.parse(JSON.parse(frame.data));
}

/**
 * Every event after a position, then live ones, without gaps and without end: when the connection is lost it goes on after the last
 * event seen. Ends when the signal aborts; rejects with what will not get better by itself (a refused key).
 */
export async function* followEvents(transport: Transport, options: FollowOptions): AsyncGenerator<PublicEvent> {
  const { signal } = options;
  let after = options.after;
  let attempt = 0;
  while (!signal.aborted) {
    try {
      for await (const event of onePass(transport, options, after)) {
        after = event.position;
        attempt = 0;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) throw error;
      options.onLost?.(error);
    }
    attempt += 1;
    await pause(waits(attempt), signal);
  }
}
