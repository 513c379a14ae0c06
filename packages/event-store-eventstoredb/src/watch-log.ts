import type { EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import type { SizedEvent } from '@mailfold/event-store';
import { LiveEvents } from './live-events.ts';

export interface LogWatcher {
  readonly wake: (position?: number) => void;
  readonly decode: (resolved: readonly ResolvedEvent[]) => Promise<readonly SizedEvent[]>;
  /** Events that follow this position, with none of ours in between. */
  readonly committed: (previous: number, events: readonly SizedEvent[]) => void;
}

// Against a subscription that stands and is silent; in the usual case it finds nothing.
const LOOK_ANYWAY_MS = 5_000;

/**
 * Hands events over as they come, so that who keeps up reads nothing back. What a subscription gave first follows no event
 * that is known, and what cannot be decoded is for its readers to fail on: then they are told to read.
 */
export function watchLog(client: EventStoreDBClient, watcher: LogWatcher): Promise<AsyncDisposable> {
  let previous: number | undefined;
  const timer = setInterval(() => watcher.wake(), LOOK_ANYWAY_MS);
  timer.unref();
  const live = new LiveEvents(client, {
    connected: () => {
      previous = undefined;
      watcher.wake();
    },
    events: async (resolved) => {
      const events = await watcher.decode(resolved).catch(() => undefined);
      if (events !== undefined && previous !== undefined) watcher.committed(previous, events);
      previous = events?.at(-1)?.event.position;
      watcher.wake(previous);
    },
  });
  return Promise.resolve({
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await live[Symbol.asyncDispose]();
    },
  });
}
