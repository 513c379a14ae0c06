import { setTimeout as pause } from 'node:timers/promises';
import type { ServerEvent } from './answer.ts';

// A line break would let a value forge fields; NUL makes browsers ignore the id.
const oneLine = (value: string): string => value.replaceAll(/[\r\n\0]/g, ' ');

const frame = ({ id, event, data }: ServerEvent): string =>
  (id === undefined ? '' : `id: ${oneLine(id)}\n`) +
  (event === undefined ? '' : `event: ${oneLine(event)}\n`) +
  `data: ${JSON.stringify(data)}\n\n`;

const BEAT = ': still here\n\n';

/** A beat every so often while nothing comes, so that proxies keep the connection and a dead client is noticed. */
async function* withBeats(next: Promise<unknown>, everyMs: number): AsyncGenerator<string> {
  for (;;) {
    const timer = new AbortController();
    const beat = pause(everyMs, 'beat' as const, { signal: timer.signal }).catch(() => 'over' as const);
    const first = await Promise.race([
      next.then(
        () => 'over' as const,
        () => 'over' as const,
      ),
      beat,
    ]);
    timer.abort();
    if (first === 'over') return;
    yield BEAT;
  }
}

/**
 * The next event, or the end when the signal aborts first. Nothing stays on a signal that outlives thousands of events, as it would
 * in a race against one promise of its abort.
 */
const nextOrEnd = (
  source: AsyncIterator<ServerEvent>,
  signal: AbortSignal,
): Promise<IteratorResult<ServerEvent, undefined>> =>
  new Promise((resolve, reject) => {
    const leave = (): void => resolve({ done: true, value: undefined });
    signal.addEventListener('abort', leave, { once: true });
    source
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
    if (signal.aborted) leave();
  });

/** The text of a `text/event-stream` (WHATWG HTML §9.2), from the first byte on, until the events end or the signal aborts. */
export async function* eventStream(
  events: AsyncIterable<ServerEvent>,
  signal: AbortSignal,
  beatMs = 15_000,
): AsyncGenerator<string> {
  yield 'retry: 1000\n\n';
  const source = events[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = nextOrEnd(source, signal);
      yield* withBeats(next, beatMs);
      const { done, value } = await next;
      if (done === true) return;
      yield frame(value);
    }
  } finally {
    // Not awaited: a source that does not heed the signal must not hold the connection.
    void source.return?.()?.catch(() => undefined);
  }
}
