import { isEarlier } from './evolve.ts';
import type { Thread } from './state.ts';

/**
 * Which of these threads may be one with the one at `home`: those of the same deal, and those of none as long as only one deal is
 * in play (THR-6: two different deals are never merged by a rule).
 */
export const mergeable = (roots: readonly Thread[], home: () => Thread): readonly Thread[] => {
  const deals = new Set(roots.flatMap((one) => one.deal ?? []));
  if (deals.size <= 1) return roots;
  const kept = home();
  return roots.filter((one) => one === kept || one.deal === kept.deal);
};

/** The thread with the earliest message survives. */
export const survivorOf = (threads: readonly Thread[]): Thread => threads.reduce((a, b) => (isEarlier(b, a) ? b : a));
