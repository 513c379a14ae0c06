import type { ReadStore } from '@mailfold/read-store';
import { CHANNEL } from './schema.ts';

// Against a notification that a network lost without a word; in the usual case it finds nothing.
const LOOK_ANYWAY_MS = 5_000;

/** Calls back after each append that any process commits. */
export async function watchCommits(store: ReadStore, wake: (position?: number) => void): Promise<AsyncDisposable> {
  // Without a payload it was the connection that came back.
  const listening = await store.listen(CHANNEL, (payload) => (payload === '' ? wake() : wake(Number(payload))));
  const timer = setInterval(() => wake(), LOOK_ANYWAY_MS);
  timer.unref();
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await listening[Symbol.asyncDispose]();
    },
  };
}
