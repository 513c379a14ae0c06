/** Mails by second: `[second since 1970, count]`, ascending. */
export type Pace = readonly (readonly [second: number, count: number])[];

/** Seconds that count. */
const LOOK_BACK = 10;
/** After so many seconds without mail nothing moves. */
const STILL_AFTER = 15;

/** The same for a log whatever batches it comes in. @param at RFC 3339 */
export const counted = (pace: Pace, at: string, count: number): Pace => {
  const second = Math.floor(Date.parse(at) / 1_000);
  const last = pace.at(-1);
  // The clock of the log may have been set back.
  if (last !== undefined && second <= last[0]) return [...pace.slice(0, -1), [last[0], last[1] + count]];
  return [...pace.filter(([one]) => one > second - LOOK_BACK), [second, count]];
};

/** Mails a second over the last seconds; 0 when nothing moves. */
export const rateOf = (pace: Pace, now: Date): number => {
  const first = pace.at(0);
  const last = pace.at(-1);
  if (first === undefined || last === undefined) return 0;
  const seconds = now.getTime() / 1_000;
  if (seconds - last[0] > STILL_AFTER) return 0;
  const sum = pace.reduce((total, [, count]) => total + count, 0);
  const until = Math.min(Math.max(seconds, last[0]), last[0] + 1);
  return Math.round((sum / Math.max(1, until - first[0])) * 10) / 10;
};
