export interface BackoffOptions {
  readonly initialMs: number;
  readonly maxMs: number;
  readonly factor: number;
  /** In [0, 1); injected so that a simulated run repeats. */
  readonly random?: () => number;
}

/**
 * How long to wait before attempt 1, 2, 3 …, in whole milliseconds: growing, capped, and spread over the upper half so that many
 * accounts do not come back at once.
 */
export function backoff(options: BackoffOptions): (attempt: number) => number {
  const random = options.random ?? Math.random;
  return (attempt) => {
    const grown = options.initialMs * options.factor ** Math.max(0, attempt - 1);
    const ceiling = Math.min(options.maxMs, grown);
    return Math.round(ceiling / 2 + random() * (ceiling / 2));
  };
}
