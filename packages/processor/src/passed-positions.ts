import { isMailfoldError } from '@mailfold/kernel';
import { lockPlaces } from './place.ts';
import type { ViewDesk } from './view-steps.ts';
import { enterLive } from './view-tables.ts';

const WRITE_AFTER_MS = 1_000;

/**
 * How far a view came past events that are not its own: written a moment later, many at once, for those who wait for the
 * view in another process. Losing them costs nothing; the events pass again.
 */
export class PassedPositions {
  readonly #desk: ViewDesk;
  #passed = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(desk: ViewDesk) {
    this.#desk = desk;
  }

  note(positions: ReadonlyMap<string, number>): void {
    for (const [key, position] of positions) this.#passed.set(key, Math.max(position, this.#passed.get(key) ?? 0));
    if (this.#timer === undefined) this.#timer = setTimeout(() => void this.#write(), WRITE_AFTER_MS).unref();
  }

  async #write(): Promise<void> {
    this.#timer = undefined;
    const passed = this.#passed;
    this.#passed = new Map();
    const { deps, name, view } = this.#desk;
    try {
      await deps.rows.transaction(
        async (sql) => {
          await enterLive(sql, view);
          await lockPlaces(sql, name, passed);
        },
        { durable: false },
      );
    } catch (thrown) {
      // The database is away, or this process is on its way out: what passes next writes a later position.
      if (!isMailfoldError(thrown)) throw thrown;
    }
  }
}
