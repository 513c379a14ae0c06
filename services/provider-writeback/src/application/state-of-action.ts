import type { Action } from '@mailfold/contracts/http';
import type { z } from 'zod';
import type { IntentState } from '../domain/state.ts';

interface Part {
  readonly state: IntentState;
  readonly attempts: number;
  readonly reason: string | null;
  readonly finishedAt: string | null;
}

type Told = Pick<z.input<typeof Action>, 'state' | 'attempts' | 'reason' | 'finishedAt'>;

/** What the user most needs to know comes first. */
const ORDER: readonly IntentState[] = ['attempted', 'waiting', 'refused', 'overtaken', 'acknowledged'];

/** One state for all intents of an action; a long thread has several. */
export const stateOf = (parts: readonly Part[]): Told => {
  const [telling] = parts.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  if (telling === undefined) return { state: 'none', attempts: 0 };
  return {
    state: telling.state,
    attempts: Math.max(...parts.map((part) => part.attempts)),
    ...(telling.reason === null ? {} : { reason: telling.reason }),
    ...(telling.finishedAt === null ? {} : { finishedAt: telling.finishedAt }),
  };
};
