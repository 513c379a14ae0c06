import type { EventStore } from '@mailfold/event-store';
import type { ReadStore } from '@mailfold/read-store';
import { setTimeout as pause } from 'node:timers/promises';
import { type GroupLag, groupLags } from './group-lags.ts';
import type { ReadyCheck } from './operation-routes.ts';
import type { Platform, Progress } from './platform.ts';

const WITHIN_MS = 2_000;

/** Whether a part answers soon; the part itself might wait for its server much longer. */
const answersSoon = async (
  part: string,
  words: string,
  ask: () => Promise<unknown>,
  withinMs = WITHIN_MS,
): Promise<ReadyCheck> => {
  const late = new AbortController();
  const tooLate = pause(withinMs, undefined, { signal: late.signal }).then(() => Promise.reject(new Error(words)));
  try {
    await Promise.race([ask(), tooLate]);
    return { part, ready: true };
  } catch {
    // Whatever it is: the words say what an operator can do.
    return { part, ready: false, words };
  } finally {
    tooLate.catch(() => undefined);
    late.abort();
  }
};

export const databaseReady = (rows: ReadStore, withinMs?: number): Promise<ReadyCheck> =>
  answersSoon(
    'database',
    'PostgreSQL does not answer: see whether it runs and can be reached.',
    () => rows.query('select 1'),
    withinMs,
  );

const eventStoreReady = (events: EventStore): Promise<ReadyCheck> =>
  answersSoon('event store', 'The event store does not answer: see whether it runs and can be reached.', () =>
    events.head(),
  );

const caughtUp = ({ group, seconds }: GroupLag, withinSeconds: number): ReadyCheck => {
  const part = `processor ${group}`;
  if (seconds === 'unknown') {
    const words =
      'It has not joined its group on the bus yet. If that lasts, see whether the broker runs and can be reached.';
    return { part, ready: false, words };
  }
  if (seconds <= withinSeconds) return { part, ready: true };
  const words =
    `It is ${Math.round(seconds)} s behind, more than ${withinSeconds} s, and catches up by itself. ` +
    'If it does not, see the log; more instances of its service share the work.';
  return { part, ready: false, words };
};

/** The event store answers, and each processor of this process stands near its end. */
export const processorsReady = async (
  { events, clock }: Platform,
  progress: () => readonly Progress[],
  withinSeconds: number,
): Promise<readonly ReadyCheck[]> => {
  const store = await eventStoreReady(events);
  if (!store.ready) return [store];
  const lags = await groupLags(events, clock, progress());
  return [store, ...lags.map((lag) => caughtUp(lag, withinSeconds))];
};
