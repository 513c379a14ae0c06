/** Numbers as ascending, separate ranges, both ends inclusive. */
export type NumberRanges = readonly (readonly [number, number])[];

/** Ranges of an ascending list. */
export function rangesOf(ascending: Iterable<number>): NumberRanges {
  const ranges: [number, number][] = [];
  for (const number of ascending) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** `1:3,7`, the sequence-set of RFC 3501 §9. */
export const formatRanges = (ranges: NumberRanges): string =>
  ranges.map(([low, high]) => (low === high ? `${low}` : `${low}:${high}`)).join(',');

export const formatNumbers = (numbers: Iterable<number>): string =>
  formatRanges(rangesOf([...numbers].toSorted((a, b) => a - b)));

export function* numbersIn(ranges: NumberRanges): Generator<number> {
  for (const [low, high] of ranges) for (let at = low; at <= high; at += 1) yield at;
}

/** Halves its way through: a client may name every second message of a large folder. */
export function rangesContain(ranges: NumberRanges, number: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.[1] ?? Infinity) < number) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.[0] ?? Infinity) <= number;
}

/** The ranges sorted and joined. */
export function mergeRanges(ranges: NumberRanges): NumberRanges {
  const merged: [number, number][] = [];
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}
