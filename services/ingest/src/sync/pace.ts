/** How patient a worker is, in milliseconds. */
export interface Pace {
  /** Between rounds through all folders. */
  readonly roundMs: number;
  /** Between proofs of completeness. */
  readonly proveMs: number;
  /** How long a provider may be away before a person hears of it: shorter absences are nobody's business. */
  readonly patienceMs: number;
  /** Before a refused login is tried once more (CON-4). */
  readonly secondLookMs: number;
  /** Between the tries at mail that the server names and does not give; then it is recorded as missing (S4, S26). */
  readonly withheldMs: readonly number[];
  /** The first rest after the provider asked for less without saying for how long; each next one is twice as long (S18). */
  readonly throttledMs: number;
  /** The longest of these. */
  readonly mostThrottledMs: number;
}

const MINUTE = 60_000;

export const PACE: Omit<Pace, 'roundMs'> = {
  proveMs: 10 * MINUTE,
  patienceMs: MINUTE,
  secondLookMs: 2_000,
  withheldMs: [1_000, 5_000, 30_000, 2 * MINUTE],
  throttledMs: 15_000,
  mostThrottledMs: 15 * MINUTE,
};
