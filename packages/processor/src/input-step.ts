import type { NewEvent, StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import { decideInputs } from './deciding.ts';
import { conclude, type Desk } from './desk.ts';
import type { KeyTail } from './key-tail.ts';
import { parkBehind } from './park.ts';
import { deleteParked } from './parked-rows.ts';
import { decidedUpTo, lockPlace } from './place.ts';

/** Decides inputs of one key in one transaction; those at or below the applied position are skipped. */
export const applyInputs = async <State, Body, Outcome>(
  desk: Desk<State, Body, Outcome>,
  tail: KeyTail<State, Body, Outcome>,
  key: string,
  inputs: readonly StoredEvent[],
): Promise<void> => {
  const upTo = inputs.at(-1)?.position ?? 0;
  const concluded = await desk.deps.rows.transaction(async (sql) => {
    const place = await lockPlace(sql, desk.decider.name, key, upTo);
    const due = inputs.filter((input) => input.position > place.position);
    if (due.length === 0) return undefined;
    if (place.heldAfter !== null) {
      await parkBehind(desk.deps, sql, desk.decider.name, key, due);
      return undefined;
    }
    tail.assertCurrent(key, place);
    const { events, saving } = await decide(desk, sql, key, due);
    const moved = { ...place, position: upTo };
    if (events.length > 0) return conclude(desk, sql, key, moved, events, saving());
    // The position was moved when the row was locked.
    await saving();
    return { place: moved };
  });
  if (concluded !== undefined) tail.moved(key, concluded.place.revision);
};

/** Decides parked events of one key, up to the last of the given ones. */
export const applyParked = async <State, Body, Outcome>(
  desk: Desk<State, Body, Outcome>,
  tail: KeyTail<State, Body, Outcome>,
  key: string,
  inputs: readonly StoredEvent[],
): Promise<void> => {
  const upTo = inputs.at(-1)?.position ?? 0;
  const concluded = await desk.deps.rows.transaction(async (sql) => {
    const place = await lockPlace(sql, desk.decider.name, key, 0);
    if (place.heldAfter === null) return undefined;
    tail.assertCurrent(key, place);
    const left = await deleteParked(sql, desk.decider.name, key, upTo);
    const due = inputs.filter((input) => input.position > decidedUpTo(place));
    const { events, saving } = await decide(desk, sql, key, due);
    const released = { ...place, heldAfter: left === 0 ? null : Math.max(place.heldAfter, upTo) };
    return conclude(desk, sql, key, released, events, saving());
  });
  if (concluded !== undefined) tail.moved(key, concluded.place.revision);
};

/** What follows, and how to write the state that it leaves. */
interface Decided {
  readonly events: NewEvent[];
  readonly saving: () => Promise<void>;
}

const decide = async <State, Body, Outcome>(
  { decider, types }: Desk<State, Body, Outcome>,
  sql: Sql,
  key: string,
  due: readonly StoredEvent[],
): Promise<Decided> => {
  // Before the load, which may read the data of what it is given.
  for (const event of due) types.assertKnown(event);
  const state = await decider.load(sql, key, { events: due, commands: [] });
  const events = decideInputs(decider, state, due);
  const changed = events.length > 0 || decider.observe !== undefined;
  return { events, saving: () => (changed ? decider.save(sql, key, state) : Promise.resolve()) };
};
