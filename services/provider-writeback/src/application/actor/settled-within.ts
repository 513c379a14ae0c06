import { setTimeout as wait } from 'node:timers/promises';

/** Whether it settled in so many milliseconds, whichever way. */
export const settledWithin = async (work: Promise<unknown>, milliseconds: number): Promise<boolean> => {
  const stop = new AbortController();
  const late = wait(milliseconds, false, { signal: stop.signal }).catch(() => false);
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    stop.abort();
  }
};
