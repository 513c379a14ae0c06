/** All in milliseconds. */
export interface WritebackTiming {
  /** How long a session is kept with nothing to do. */
  readonly idleMs: number;
  /** Pauses between attempts grow from the first to the second. */
  readonly retryMs: number;
  readonly maxRetryMs: number;
  /** Until a login is tried again that was refused, while nobody renewed it. */
  readonly unauthorisedMs: number;
  /** How long what is in hand may take when the service stops. */
  readonly graceMs: number;
}

export const defaultTiming: WritebackTiming = {
  idleMs: 30_000,
  retryMs: 1_000,
  maxRetryMs: 300_000,
  unauthorisedMs: 900_000,
  graceMs: 5_000,
};
