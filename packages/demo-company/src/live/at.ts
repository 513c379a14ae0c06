/** The item at an index of a list that is gone through again and again. */
export function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('an empty list has no items to go through');
  return item;
}
