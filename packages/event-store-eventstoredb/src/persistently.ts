import { setTimeout as delay } from 'node:timers/promises';
import { backoff } from '@mailfold/kernel';
import { inStoreWords } from './failure.ts';

const RETRY = backoff({ initialMs: 20, maxMs: 1_000, factor: 2 });

/**
 * For work that may be repeated: again while the store is away, so long. Rejects with what the last try met, in the store's
 * words.
 */
export async function persistently<Result>(patienceMs: number, work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      const failure = inStoreWords(thrown);
      const pauseMs = RETRY(attempt);
      if (failure.retry === 'never' || performance.now() + pauseMs > end) throw failure;
      await delay(pauseMs);
    }
  }
}
