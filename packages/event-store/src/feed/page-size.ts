import type { SizedEvent } from './recent-events.ts';

const BYTES_A_PAGE = 4 * 1024 * 1024;
const FEWEST = 16;
const MOST = 1_000;

/** How many events to ask for next, from what the last ones weighed: large events must not fill the memory. */
export class PageSize {
  #events = 256;

  get events(): number {
    return this.#events;
  }

  learn(page: readonly SizedEvent[]): void {
    if (page.length === 0) return;
    const bytes = page.reduce((sum, sized) => sum + sized.bytes, 0);
    const fitting = Math.floor((BYTES_A_PAGE * page.length) / Math.max(bytes, 1));
    this.#events = Math.max(FEWEST, Math.min(MOST, fitting, this.#events * 2));
  }
}
