/** One hit: its number as the client asked for it, and its MODSEQ. */
export interface Hit {
  readonly number: number;
  readonly modseq: number;
}

export const highestOf = (hits: readonly Hit[]): number =>
  hits.reduce((highest, hit) => Math.max(highest, hit.modseq), 0);
