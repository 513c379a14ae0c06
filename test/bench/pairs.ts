import { median } from './statistics.ts';

export interface Pair<Ours, Peer> {
  readonly ours: Ours;
  readonly peer: Peer;
}

/** Runs ours and the peer in turn, the one that begins changing from pair to pair, so that a drift of the machine meets both. */
export async function alternate<Ours, Peer>(
  count: number,
  ours: (nth: number) => Promise<Ours>,
  peer: (nth: number) => Promise<Peer>,
): Promise<readonly Pair<Ours, Peer>[]> {
  const pairs: Pair<Ours, Peer>[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    if (nth % 2 === 0) {
      const first = await ours(nth);
      pairs.push({ ours: first, peer: await peer(nth) });
    } else {
      const first = await peer(nth);
      pairs.push({ ours: await ours(nth), peer: first });
    }
  }
  return pairs;
}

export const medianRatio = (pairs: readonly Pair<number, number>[]): number =>
  median(pairs.map(({ ours, peer }) => ours / peer));
