import { NAMESPACES, uuid5, type Clock, type Ids } from '@mailfold/kernel';

/** The same ids in the same order in every run. */
export const countingIds = (name = 'test'): Ids => {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return uuid5(NAMESPACES.root, name, String(count));
    },
  };
};

/** A clock that is moved by hand. */
export class HandClock implements Clock {
  #ms: number;

  /** @param iso RFC 3339 */
  constructor(iso = '2026-11-02T09:00:00.000Z') {
    this.#ms = Date.parse(iso);
  }

  now(): Date {
    return new Date(this.#ms);
  }

  advance(ms: number): void {
    this.#ms += ms;
  }
}
