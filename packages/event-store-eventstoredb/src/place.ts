import { type Position, START } from '@eventstore/db-client';
import { MailfoldError } from '@mailfold/kernel';

/** The place of an event in `$all` as a number. Events written by this client have equal commit and prepare positions. */
export function positionOf(place: Position | undefined): number {
  const position = Number(place?.commit ?? 0n);
  if (Number.isSafeInteger(position)) return position;
  throw new MailfoldError({
    code: 'event-store/position-too-large',
    message: `position ${place?.commit} is above 2^53 and cannot be told as a number; the log has to be moved`,
  });
}

/** The way back: where to read from. 0 is before the first event. */
export const placeOf = (position: number): Position | typeof START =>
  position === 0 ? START : { commit: BigInt(position), prepare: BigInt(position) };
