/** Inclusive ranges that hold exactly these UIDs, ascending. */
export const toRanges = (uids: readonly number[]): [number, number][] => {
  const ranges: [number, number][] = [];
  for (const uid of uids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && uid <= last[1] + 1) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges;
};
