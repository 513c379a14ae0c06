import type { Append, Appended, NewEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import type { Decider } from './decider.ts';
import { streamOf } from './event-of-fact.ts';
import type { HandledTypes } from './handled-types.ts';
import { writePlace, type Place } from './place.ts';
import type { ProcessorDeps } from './runner.ts';
import { together } from './together.ts';

/** What the steps of one decider work with. */
export interface Desk<State, Body, Outcome> {
  readonly decider: Decider<State, Body, Outcome>;
  readonly types: HandledTypes;
  readonly deps: ProcessorDeps;
}

/** Where a transaction left a key. */
export interface Concluded {
  readonly place: Place;
  /** Absent when nothing was appended. */
  readonly appended?: Appended;
}

/** Whether the append is part of the transaction. */
const sharesTransactions = ({ events }: ProcessorDeps): boolean =>
  events.capabilities.sharedTransactions && events.appendWithin !== undefined;

const appendLast = async ({ events }: ProcessorDeps, sql: Sql, append: Append): Promise<Appended | undefined> => {
  if (!events.capabilities.sharedTransactions || events.appendWithin === undefined) return events.append(append);
  const [appended] = await events.appendWithin(sql, [append]);
  return appended;
};

/**
 * The end of a deciding transaction: state, place, and last of all the append, at the revision that the state had been
 * folded to. Nothing may follow but the commit.
 * @param place as it was locked, its position moved already
 * @param saving the writing of the state, under way on the same connection
 */
export const conclude = async <State, Body, Outcome>(
  { decider, deps }: Desk<State, Body, Outcome>,
  sql: Sql,
  key: string,
  place: Place,
  events: readonly NewEvent[],
  saving: Promise<void>,
): Promise<Concluded> => {
  const after = { ...place, revision: place.revision + events.length };
  const written = Promise.all([saving, writePlace(sql, decider.name, key, after)]);
  if (events.length === 0 || !sharesTransactions(deps)) await written;
  if (events.length === 0) return { place: after };
  const expected = place.revision < 0 ? 'none' : place.revision;
  const append = appendLast(deps, sql, { stream: streamOf(decider.context, key), expected, events });
  await together(written, append);
  const appended = await append;
  return { place: after, ...(appended === undefined ? {} : { appended }) };
};
