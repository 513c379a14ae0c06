import type { Finding } from '@mailfold/contracts/http';
import type { EventStore } from '@mailfold/event-store';
import type { DeadLetters, ParkedCount } from '@mailfold/processor';
import type { Service } from '@mailfold/service-host';
import { setTimeout as pause } from 'node:timers/promises';
import { positionsAt } from '../../standing.ts';
import type { Check } from '../check.ts';

export interface ProcessorParts {
  readonly services: readonly Service[];
  readonly events: EventStore;
  readonly letters: DeadLetters;
}

/** One processor at two moments. */
export interface Standing {
  readonly name: string;
  /** `undefined`: it does not run. */
  readonly position: number | undefined;
  readonly earlier: number | undefined;
  readonly head: number;
  readonly parked: ParkedCount | undefined;
}

/** Between two looks at those that are behind, in milliseconds: one that works has moved by then. */
const A_WHILE = 1_000;

/** Every processor of the process: whether it runs, keeps up, and what it could not handle. */
export const processorsCheck = (parts: ProcessorParts): Check => ({
  part: 'processors',
  whatToDo: 'The database has to answer first.',
  look: async () => (await standings(parts)).flatMap(findingsOf),
});

async function standings({ services, events, letters }: ProcessorParts): Promise<Standing[]> {
  const head = await events.head();
  const earlier = positionsAt(services, head);
  if ([...earlier.values()].some((position) => position < head)) await pause(A_WHILE);
  const now = positionsAt(services, head);
  const parked = new Map((await letters.counts()).map((count) => [count.processor, count]));
  const names = services.flatMap((service) => service.runners).map(({ name }) => name);
  return names.map((name) => ({
    name,
    head,
    position: now.get(name),
    earlier: earlier.get(name),
    parked: parked.get(name),
  }));
}

/** How it runs, then what it has parked. */
export const findingsOf = (standing: Standing): readonly Finding[] => [
  running(standing),
  ...(standing.parked === undefined ? [] : [parkedFinding(standing.parked)]),
];

function running({ name: part, position, earlier, head }: Standing): Finding {
  if (position === undefined) {
    return { part, state: 'broken', words: 'does not run', whatToDo: 'Start mailfold again, and see its log.' };
  }
  const behind = head - position;
  if (behind <= 0) return { part, state: 'ok', words: 'keeps up' };
  if (position > (earlier ?? 0)) return { part, state: 'ok', words: `catches up: ${many(behind, 'event')} behind` };
  return {
    part,
    state: 'warning',
    words: `stands still ${many(behind, 'event')} behind`,
    whatToDo: 'See the log for why its batches are refused; it tries again by itself.',
  };
}

const parkedFinding = ({ processor: part, events, keys }: ParkedCount): Finding => ({
  part,
  state: 'warning',
  words: `could not handle everything: parked are ${many(events, 'event')} of ${many(keys, 'account')}`,
  whatToDo: `See them with mailfold dead-letters list --group ${part}, then retry or discard them.`,
});

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
