import type { Need } from '@mailfold/dev-env';

/** Two needs as one: what is missing first is told. */
export const both = <One, Other>(one: Need<One>, other: Need<Other>): Need<readonly [One, Other]> => {
  if (!('found' in one)) return one;
  if (!('found' in other)) return other;
  return { found: [one.found, other.found] };
};
