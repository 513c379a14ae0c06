import { backoff, isMailfoldError, pause } from '@mailfold/kernel';

const RETRY = backoff({ initialMs: 50, maxMs: 5_000, factor: 2 });

/** Trying again can help; anything else is a bug that must be seen. */
export const isPassing = (thrown: unknown): boolean => isMailfoldError(thrown) && thrown.retry !== 'never';

/** Resolves after the back-off of an attempt, or when the signal aborts. */
export const restBefore = (attempt: number, signal: AbortSignal): Promise<void> => pause(RETRY(attempt), signal);

/** Repeats while the store is away. Undefined when the signal aborted first. */
export async function persist<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (!isPassing(thrown)) throw thrown;
    }
    await restBefore(attempt, signal);
  }
  return undefined;
}
