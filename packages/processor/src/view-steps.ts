import { keyOf, type StoredEvent } from '@mailfold/event-store';
import { byKey } from './event-of-fact.ts';
import type { HandledTypes } from './handled-types.ts';
import { parkBehind } from './park.ts';
import { deleteParked } from './parked-rows.ts';
import { decidedUpTo, lockPlace, lockPlaces, writePlace } from './place.ts';
import type { ProcessorDeps } from './runner.ts';
import type { View } from './view.ts';
import { enterLive } from './view-tables.ts';

/** What the steps of one view work with. */
export interface ViewDesk {
  readonly view: View;
  /** The consumer group. */
  readonly name: string;
  readonly types: HandledTypes;
  readonly deps: ProcessorDeps;
}

/** The last position of each key. */
export const lastPositions = (events: readonly StoredEvent[]): Map<string, number> => {
  const positions = new Map<string, number>();
  for (const event of events) positions.set(keyOf(event), event.position);
  return positions;
};

/** Folds what is due of a batch of many keys, in one transaction together with their applied positions. */
export const applyToView = async (desk: ViewDesk, events: readonly StoredEvent[]): Promise<void> => {
  const { view, name, types, deps } = desk;
  await deps.rows.transaction(async (sql) => {
    const [, places] = await Promise.all([enterLive(sql, view), lockPlaces(sql, name, lastPositions(events))]);
    const due = events.filter(
      (event) => event.position > (places.get(keyOf(event))?.position ?? 0) && types.concerns(event),
    );
    const isHeld = (event: StoredEvent): boolean => (places.get(keyOf(event))?.heldAfter ?? null) !== null;
    const free = due.filter((event) => !isHeld(event));
    for (const event of free) types.assertKnown(event);
    if (free.length > 0) await view.apply(sql, free);
    for (const [key, held] of byKey(due.filter(isHeld))) await parkBehind(deps, sql, name, key, held);
  });
};

/** Folds parked events of one key, up to the last of the given ones. */
export const applyParkedToView = async (desk: ViewDesk, key: string, events: readonly StoredEvent[]): Promise<void> => {
  const { view, name, types, deps } = desk;
  const upTo = events.at(-1)?.position ?? 0;
  await deps.rows.transaction(async (sql) => {
    await enterLive(sql, view);
    const place = await lockPlace(sql, name, key, 0);
    if (place.heldAfter === null) return;
    const due = events.filter((event) => event.position > decidedUpTo(place));
    for (const event of due) types.assertKnown(event);
    if (due.length > 0) await view.apply(sql, due);
    const left = await deleteParked(sql, name, key, upTo);
    await writePlace(sql, name, key, { ...place, heldAfter: left === 0 ? null : Math.max(place.heldAfter, upTo) });
  });
};
