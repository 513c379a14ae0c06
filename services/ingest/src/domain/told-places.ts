import type { Place } from './state.ts';

/** An event has its bounds, and a mailbox may hold thousands of copies of one mail (S13). */
const MOST = 100;

/** What an event says of where a message lies: all places, or of many a hundred, with one of each folder first. */
export const toldPlaces = (places: readonly Place[]): Place[] => {
  if (places.length <= MOST) return [...places];
  const ofFolder = Map.groupBy(places, ({ folderId }) => folderId);
  const first = new Set([...ofFolder.values()].flatMap((some) => some.slice(0, 1)));
  return [...first, ...places.filter((place) => !first.has(place))].slice(0, MOST);
};
