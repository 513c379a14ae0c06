/** RFC 2683 §3.2.1.5 asks for command lines below 1,000 octets of old servers and 8,000 of new ones. */
const MAX_LENGTH = 7_000;

/** Ascending and each once. */
export const sorted = (uids: readonly number[]): number[] => [...new Set(uids)].toSorted((a, b) => a - b);

/** The runs of consecutive numbers in an ascending list. */
function* runs(uids: readonly number[]): Generator<string> {
  let from: number | undefined;
  let to = 0;
  for (const uid of uids) {
    if (from !== undefined && uid === to + 1) {
      to = uid;
      continue;
    }
    if (from !== undefined) yield written(from, to);
    from = uid;
    to = uid;
  }
  if (from !== undefined) yield written(from, to);
}

const written = (from: number, to: number): string => (from === to ? `${from}` : `${from}:${to}`);

/** Ascending UIDs as sequence sets (RFC 3501 §9), each short enough for one command line. */
export function uidSets(uids: readonly number[]): string[] {
  const sets: string[] = [];
  let set = '';
  for (const run of runs(uids)) {
    if (set.length + run.length > MAX_LENGTH) {
      sets.push(set);
      set = '';
    }
    set = set === '' ? run : `${set},${run}`;
  }
  return set === '' ? sets : [...sets, set];
}

/** The UIDs that a server's set names (RFC 4731 §3.1), ascending and each once. @throws RangeError when it names too many */
export function uidsIn(set: string, most: number): number[] {
  const uids: number[] = [];
  let isAscending = true;
  for (const run of set === '' ? [] : set.split(',')) {
    const [one = Number.NaN, other = one] = run.split(':', 2).map(Number);
    const [from, to] = one <= other ? [one, other] : [other, one];
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1) continue;
    if (uids.length + to - from >= most) throw new RangeError(`the server names more than ${most} messages`);
    isAscending &&= from > (uids.at(-1) ?? 0);
    for (let uid = from; uid <= to; uid += 1) uids.push(uid);
  }
  return isAscending ? uids : sorted(uids);
}
