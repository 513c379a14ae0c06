import type { ReadStore } from '@mailfold/read-store';

/** What one context said during a run, and until when. */
export interface ContextTimes {
  readonly context: string;
  readonly events: number;
  /** From the beginning of the run. */
  readonly lastSeconds: number;
}

const LAST = `
  select split_part(type, '.', 1) as context, count(*)::int as events, extract(epoch from max(recorded_at))::float8 * 1000 as last
    from event_store.event group by 1 order by 3`;

/** From the log itself, which knows when each event was recorded. */
export async function contextsOf(rows: ReadStore, beganAt: number): Promise<readonly ContextTimes[]> {
  const found = await rows.query<{ context: string; events: number; last: number }>(LAST);
  return found.map(({ context, events, last }) => ({ context, events, lastSeconds: (last - beganAt) / 1_000 }));
}
