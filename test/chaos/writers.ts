import type { EventStore, NewEvent } from '@mailfold/event-store';
import { sampleEvent } from '@mailfold/event-store/contract';
import { isMailfoldError } from '@mailfold/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../journeys/seeded.ts';

const AGAIN_MS = 20;
/** Of ten appends so many are sent a second time, as if their answer had been lost. */
const REPEATED = 3;

/** What a writer was told: the event lies there. */
export interface Acknowledged {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

/** Writes to streams that others write to, each time at the revision that it has read; who comes too late reads again. */
export class Writer {
  readonly acknowledged: Acknowledged[] = [];
  /** Another one's event was where this one wanted to write. */
  conflicts = 0;
  /** Repeats whose answer differed from the first. */
  readonly differing: unknown[] = [];
  readonly #store: EventStore;
  readonly #streams: readonly string[];
  readonly #chance: Iterator<number>;

  constructor(store: EventStore, streams: readonly string[], seed: number) {
    this.#store = store;
    this.#streams = streams;
    this.#chance = seeded(seed);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await this.#write(this.#streams[this.#below(this.#streams.length)] ?? '');
  }

  async #write(stream: string): Promise<void> {
    const event = sampleEvent();
    for (;;) {
      const expected = await this.#patiently(() => this.#revisionOf(stream));
      try {
        const appended = await this.#append(stream, expected, event);
        this.acknowledged.push({ id: event.id, stream, ...appended });
        if (this.#below(10) < REPEATED) await this.#repeat(stream, expected, event, appended);
        return;
      } catch (thrown) {
        if (!isMailfoldError(thrown, 'event-store/conflict')) throw thrown;
        this.conflicts += 1;
      }
    }
  }

  async #repeat(stream: string, expected: number | 'none', event: NewEvent, first: unknown): Promise<void> {
    const again = await this.#append(stream, expected, event);
    if (JSON.stringify(again) !== JSON.stringify(first)) this.differing.push({ first, again });
  }

  async #append(stream: string, expected: number | 'none', event: NewEvent) {
    const { revision, position } = await this.#patiently(() =>
      this.#store.append({ stream, expected, events: [event] }),
    );
    return { revision, position };
  }

  async #revisionOf(stream: string): Promise<number | 'none'> {
    const [last] = await this.#store.readStream(stream, { direction: 'backwards', max: 1 });
    return last?.revision ?? 'none';
  }

  /** Again while the store is away: with the same id nothing is written twice. */
  async #patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await ask();
      } catch (thrown) {
        if (!isMailfoldError(thrown) || thrown.retry !== 'backoff') throw thrown;
        await pause(AGAIN_MS);
      }
    }
  }

  #below(count: number): number {
    return Math.floor(Number(this.#chance.next().value) * count);
  }
}
