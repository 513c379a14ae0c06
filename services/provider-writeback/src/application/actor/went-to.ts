import type { Location } from '@mailfold/contracts';
import type { Move } from '../../domain/state.ts';

export const placeKey = ({ folderId, epoch, uid }: Location): string => `${folderId} ${epoch} ${uid}`;

/** An intent names places of its moment; an earlier intent of ours may have moved a message since. @returns undefined: nobody knows where to */
export const wentTo = (location: Location, moves: ReadonlyMap<string, Move>): Location | undefined => {
  const passed = new Set<string>();
  let place: Location | undefined = location;
  while (place !== undefined) {
    const key = placeKey(place);
    const move = moves.get(key);
    if (move === undefined || passed.has(key)) return place;
    passed.add(key);
    place = move.to;
  }
  return undefined;
};
