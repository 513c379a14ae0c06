/** How STORE changes flags (RFC 3501 §6.4.6). */
export type FlagOperation = 'set' | 'add' | 'remove';

const known = new Map(
  ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft'].map((flag) => [flag.toLowerCase(), flag]),
);

/** One spelling for system flags; \Recent is not the client's to set. */
export const cleanFlags = (flags: readonly string[]): readonly string[] => [
  ...new Set(
    flags.map((flag) => known.get(flag.toLowerCase()) ?? flag).filter((flag) => flag.toLowerCase() !== '\\recent'),
  ),
];

export const hasFlag = (flags: readonly string[], wanted: string): boolean => {
  const lower = wanted.toLowerCase();
  return flags.some((flag) => flag.toLowerCase() === lower);
};

export function changeFlags(
  before: readonly string[],
  operation: FlagOperation,
  flags: readonly string[],
): readonly string[] {
  const given = cleanFlags(flags);
  switch (operation) {
    case 'set':
      return given;
    case 'add':
      return [...before, ...given.filter((flag) => !hasFlag(before, flag))];
    case 'remove':
      return before.filter((flag) => !hasFlag(given, flag));
  }
}

export const sameFlags = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((flag) => hasFlag(b, flag));
