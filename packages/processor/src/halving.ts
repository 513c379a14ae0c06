import type { StoredEvent } from '@mailfold/event-store';
import { remedyOf } from './errors.ts';

export interface Halving {
  /** Applies events in one transaction; rejects having changed nothing. */
  readonly apply: (events: readonly StoredEvent[]) => Promise<void>;
  /** Parks the one event that cannot be applied. */
  readonly park: (event: StoredEvent, thrown: unknown) => Promise<void>;
}

/**
 * Applies events, in order; where it fails for good, halves them down to the event that fails and parks that one. What
 * comes after it is applied again from there: `apply` knows which keys are parked by then.
 */
export const applyOrPark = async (events: readonly StoredEvent[], halving: Halving): Promise<void> => {
  try {
    await halving.apply(events);
  } catch (thrown) {
    if (remedyOf(thrown) !== 'park') throw thrown;
    const [first] = events;
    if (first === undefined) throw thrown;
    if (events.length === 1) return halving.park(first, thrown);
    const middle = Math.ceil(events.length / 2);
    await applyOrPark(events.slice(0, middle), halving);
    await applyOrPark(events.slice(middle), halving);
  }
};
