import type { Prepared } from './appending.ts';

/** The appends in order, in groups in which no stream comes twice: each group is one statement. */
export function streamsOnce(prepared: readonly Prepared[]): Prepared[][] {
  const groups: Prepared[][] = [];
  let seen = new Set<string>();
  for (const one of prepared) {
    const group = groups.at(-1);
    if (group === undefined || seen.has(one.append.stream)) {
      groups.push([one]);
      seen = new Set();
    } else group.push(one);
    seen.add(one.append.stream);
  }
  return groups;
}
