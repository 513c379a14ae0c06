/** What a lane does after a step; `ms` in milliseconds. */
export type Pause =
  /** Goes on at once. */
  | { readonly until: 'next' }
  /** Waits; only a renewed login cuts it short. */
  | { readonly until: 'later'; readonly ms: number }
  /** Waits for somebody to ask, and ends when nobody does. */
  | { readonly until: 'idle'; readonly ms: number };

export const NEXT: Pause = { until: 'next' };
export const later = (ms: number): Pause => ({ until: 'later', ms });
export const idle = (ms: number): Pause => ({ until: 'idle', ms });
