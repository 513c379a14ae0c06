/** The items in order, in runs of `size` at most. */
export function* chunk<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size < 1) throw new RangeError('chunk: size below 1');
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
