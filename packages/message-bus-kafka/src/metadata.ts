/** How far a group has finished. */
export interface Finished {
  /** Of the store. */
  readonly position: number;
  /** What comes after it was not kept in hand, and is to be read from the store. */
  readonly isBehind: boolean;
}

const BEHIND = '~';

/** What is committed beside an offset: `projections.threads=120 projections.search=~80`. */
export const metadataOf = (finished: ReadonlyMap<string, Finished>): string =>
  [...finished].map(([group, { position, isBehind }]) => `${group}=${isBehind ? BEHIND : ''}${position}`).join(' ');

/** Empty where somebody else committed, as kafkajs does when it was told of an offset that is gone. */
export const finishedIn = (metadata: string | null): ReadonlyMap<string, Finished> =>
  new Map(
    (metadata ?? '').split(' ').flatMap((entry): [string, Finished][] => {
      const [, group = '', behind, position] = /^([^=\s]+)=(~?)(\d+)$/.exec(entry) ?? [];
      return group === '' ? [] : [[group, { position: Number(position), isBehind: behind === BEHIND }]];
    }),
  );

/** Up to here every group has finished. Undefined where somebody else committed. */
export const committedPosition = (metadata: string | null): number | undefined => {
  const all = [...finishedIn(metadata).values()].map(({ position }) => position);
  return all.length === 0 ? undefined : Math.min(...all);
};
