import type { Clock } from '@mailfold/kernel';
import { pause } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';

export interface DailyBytesParts {
  readonly rows: ReadStore;
  readonly accountId: string;
  readonly clock: Clock;
  /** What the provider lets an account download in a day; absent: as much as we like. */
  readonly budget: number | undefined;
}

/** The part of a day's bytes that history may take: new mail must never wait for it. */
const FOR_HISTORY = 0.8;
const DAY_MS = 86_400_000;
/** How long a rest is at most: a clock may be set. */
const LOOK_MS = 60_000;

/** Bytes that an account has downloaded on a day (UTC), against what its provider allows. The count outlives the process. */
export class DailyBytes {
  readonly #parts: DailyBytesParts;
  #pending = 0;

  constructor(parts: DailyBytesParts) {
    this.#parts = parts;
  }

  spent(bytes: number): void {
    this.#pending += bytes;
  }

  /** Resolves when history may take more: at once, or on another day; or when the signal aborts. */
  async leftForHistory(signal: AbortSignal): Promise<void> {
    const { budget } = this.#parts;
    if (budget === undefined) return;
    while (!signal.aborted) {
      const now = this.#parts.clock.now();
      const nextDay = new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
      if ((await this.#today(now, nextDay, budget * FOR_HISTORY)) < budget * FOR_HISTORY) return;
      await pause(Math.min(LOOK_MS, nextDay.getTime() - now.getTime()), signal);
    }
  }

  /** Adds what was spent since to the day's row. @returns all of the day */
  async #today(now: Date, nextDay: Date, most: number): Promise<number> {
    const pending = this.#pending;
    this.#pending = 0;
    const [row] = await this.#parts.rows.query<{ bytes: number }>(
      `insert into ingest.traffic as t (account, day, bytes, held_until)
       values ($1, $2::date, $3::bigint, case when $3::bigint >= $4::bigint then $5::timestamptz end)
       on conflict (account) do update set day = excluded.day,
         bytes = excluded.bytes + case when t.day = excluded.day then t.bytes else 0 end,
         held_until = case when excluded.bytes + case when t.day = excluded.day then t.bytes else 0 end >= $4::bigint then $5::timestamptz end
       returning bytes`,
      [this.#parts.accountId, now.toISOString().slice(0, 10), pending, Math.floor(most), nextDay.toISOString()],
    );
    return row?.bytes ?? 0;
  }
}
