import type { RebuiltView } from '@mailfold/contracts/http';
import type { EventStore } from '@mailfold/event-store';
import type { ViewRunner } from '@mailfold/processor';
import type { Service } from '@mailfold/service-host';
import { positionsAt } from '../standing.ts';

/** A view's hash, and of which log it is. */
export interface Look {
  /** Absent where the view could not be read: a rebuild mends that. */
  readonly hash?: string;
  /** The log's end while it was hashed; absent where the view had not reached it, or it moved meanwhile. */
  readonly head?: number;
}

export interface LookParts {
  readonly services: readonly Pick<Service, 'progress'>[];
  readonly events: EventStore;
}

export const look = async ({ services, events }: LookParts, runner: ViewRunner): Promise<Look> => {
  const head = await events.head();
  const position = positionsAt(services, head).get(runner.name);
  const hash = await runner.hash().then(
    (whole) => whole.hash,
    () => undefined,
  );
  if (hash === undefined) return {};
  const still = (position ?? 0) >= head && (await events.head()) === head;
  return still ? { hash, head } : { hash };
};

/** Two hashes can be compared only if they are of one log. */
export const compared = (
  before: Look,
  after: Look,
): Pick<RebuiltView, 'hashBefore' | 'hashAfter' | 'equal' | 'reason'> => ({
  ...(before.hash === undefined ? {} : { hashBefore: before.hash }),
  ...(after.hash === undefined ? {} : { hashAfter: after.hash }),
  ...verdict(before, after),
});

const verdict = (before: Look, after: Look): Pick<RebuiltView, 'equal' | 'reason'> => {
  if (before.hash === undefined)
    return { reason: 'the view could not be read before, so there is nothing to compare with' };
  if (before.head !== undefined && before.head === after.head) return { equal: before.hash === after.hash };
  return { reason: 'events arrived meanwhile, so the hashes are of different logs: compare again when it is quiet' };
};
