import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { BEHIND, insertParked, reasonOf, type ParkReason } from './parked-rows.ts';
import { decidedUpTo, lockPlace, writePlace } from './place.ts';
import type { ProcessorDeps } from './runner.ts';

type Deps = Pick<ProcessorDeps, 'rows' | 'clock' | 'bus'>;

/** Parks an event: it counts as finished, and what comes after it for the same key is parked too. */
export const parkEvent = async (
  deps: Deps,
  processor: string,
  key: string,
  event: StoredEvent,
  thrown: unknown,
): Promise<void> => {
  const why = reasonOf(thrown);
  await deps.rows.transaction(async (sql) => {
    const place = await lockPlace(sql, processor, key, event.position);
    // A twin was faster.
    if (event.position <= place.position) return;
    await insertParked(sql, processor, key, [event], why, deps.clock.now());
    await writePlace(sql, processor, key, { ...place, position: event.position, heldAfter: decidedUpTo(place) });
  });
  await copyDeadLetter(deps, processor, event, why);
};

/** Parks what comes after a parked event of its key; the key's row is locked. */
export const parkBehind = (
  deps: Deps,
  sql: Sql,
  processor: string,
  key: string,
  due: readonly StoredEvent[],
): Promise<void> => insertParked(sql, processor, key, due, BEHIND, deps.clock.now());

const copyDeadLetter = async (
  { bus }: Deps,
  group: string,
  event: StoredEvent,
  { code, reason }: ParkReason,
): Promise<void> => {
  // The parked table is the truth; a copy that cannot be told must not hold up the other keys.
  await bus?.copyDeadLetter({ group, event, reason: `${code}: ${reason}` }).catch(() => undefined);
};
