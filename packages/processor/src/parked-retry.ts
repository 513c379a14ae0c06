import type { StoredEvent } from '@mailfold/event-store';
import { MailfoldError } from '@mailfold/kernel';
import { applyOrPark } from './halving.ts';
import { countParked, discardParked, insertParked, parkedOf, reasonOf } from './parked-rows.ts';
import { lockPlace, writePlace } from './place.ts';
import type { ProcessorDeps, Retried } from './runner.ts';

type Deps = Pick<ProcessorDeps, 'rows' | 'clock'>;

/**
 * Tries the parked events of a key, in order, up to the first that fails again.
 * @param apply applies and releases a run of parked events in one transaction
 */
export const retryInOrder = async (
  { rows, clock }: Deps,
  processor: string,
  key: string,
  apply: (events: readonly StoredEvent[]) => Promise<void>,
): Promise<Retried> => {
  const before = await parkedOf(rows, processor, key);
  let failed = false;
  await applyOrPark(before, {
    apply: async (events) => {
      if (!failed && events.length > 0) await apply(events);
    },
    park: async (event, thrown) => {
      failed = true;
      await rows.transaction((sql) => insertParked(sql, processor, key, [event], reasonOf(thrown), clock.now()));
    },
  });
  const parked = await countParked(rows, processor, key);
  return { applied: Math.max(0, before.length - parked), parked };
};

/** Drops one parked event for good. @throws MailfoldError `processor/not-parked` */
export const dropParked = async (
  { rows, clock }: Deps,
  processor: string,
  key: string,
  position: number,
): Promise<void> => {
  await rows.transaction(async (sql) => {
    const place = await lockPlace(sql, processor, key, 0);
    if (!(await discardParked(sql, processor, key, position, clock.now()))) throw notParked(processor, key, position);
    if ((await countParked(sql, processor, key)) > 0) return;
    await writePlace(sql, processor, key, { ...place, heldAfter: null });
  });
};

const notParked = (processor: string, key: string, position: number): MailfoldError =>
  new MailfoldError({
    code: 'processor/not-parked',
    message: `${processor} has no dead letter at position ${position} of ${key}; it was retried or discarded meanwhile`,
    details: { processor, key, position },
  });
