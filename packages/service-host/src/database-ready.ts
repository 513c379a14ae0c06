import type { ReadStore } from '@mailfold/read-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReadyCheck } from './operation-routes.ts';

const silent: ReadyCheck = {
  part: 'database',
  ready: false,
  words: 'PostgreSQL does not answer: see whether it runs and can be reached.',
};

const asked = async (rows: ReadStore): Promise<ReadyCheck> => {
  try {
    await rows.query('select 1');
    return { part: 'database', ready: true };
  } catch {
    // Whatever it is: the words say what an operator can do.
    return silent;
  }
};

/** Whether the database answers soon; the store itself would wait for it much longer. */
export async function databaseReady(rows: ReadStore, withinMs = 2_000): Promise<ReadyCheck> {
  const late = new AbortController();
  const tooLate = pause(withinMs, silent, { signal: late.signal }).catch(() => silent);
  const found = await Promise.race([asked(rows), tooLate]);
  late.abort();
  return found;
}
