import type { StoredEvent } from '@mailfold/event-store';
import type { Ripe } from '@mailfold/message-bus';

/** Names what an event is about, if it is of the kind meant. */
type Subject = (event: StoredEvent) => string | undefined;

/**
 * For processors that write a row when `first` happens and again when `second` soon follows about the same subject: as far as both are
 * there they come in one batch, and the row is written once.
 */
export const whenFollowed =
  (first: Subject, second: Subject): Ripe =>
  (events) => {
    let followedAt: Map<string, number> | undefined;
    let ripe = 0;
    // Everything before is followed up to here.
    let reach = -1;
    for (let at = 0; at < events.length; at += 1) {
      const event = events[at];
      const subject = event && first(event);
      if (subject !== undefined) {
        followedAt ??= placesOf(events, second);
        reach = Math.max(reach, followedAt.get(subject) ?? Number.POSITIVE_INFINITY);
        if (reach === Number.POSITIVE_INFINITY) break;
      }
      if (reach <= at) ripe = at + 1;
    }
    return ripe;
  };

const placesOf = (events: readonly StoredEvent[], subjectOf: Subject): Map<string, number> => {
  const places = new Map<string, number>();
  for (let at = 0; at < events.length; at += 1) {
    const event = events[at];
    const subject = event && subjectOf(event);
    if (subject !== undefined) places.set(subject, at);
  }
  return places;
};
