import { ErrorType, isCommandError, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import { unavailable } from './failure.ts';

/** The events of a read up to its end. The client sets reads no deadline: here so long a silence ends it. */
export async function collect(read: StreamingRead<ResolvedEvent>, answerWithinMs: number): Promise<ResolvedEvent[]> {
  const events: ResolvedEvent[] = [];
  // The call may fail once more when nobody reads it any longer, and an error that nobody hears ends the process.
  read.on('error', () => undefined);
  const silence = setTimeout(() => read.destroy(unavailable(`silent for ${answerWithinMs} ms`)), answerWithinMs);
  try {
    for await (const event of read) {
      events.push(event);
      silence.refresh();
    }
    return events;
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    // The call goes on although its reader is gone, unless it is cancelled.
    read.cancel().catch(() => undefined);
    throw thrown;
  } finally {
    clearTimeout(silence);
  }
}

const isMissing = (thrown: unknown): boolean =>
  thrown instanceof Error && isCommandError(thrown) && thrown.type === ErrorType.STREAM_NOT_FOUND;
