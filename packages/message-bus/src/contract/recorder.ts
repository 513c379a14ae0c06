import { keyOf, type StoredEvent } from '@mailfold/event-store';
import type { Batch } from '../message-bus.ts';

/** What one or more members finished, and a way to wait for it. */
export class Recorder {
  readonly batches: Batch[] = [];
  readonly #ids = new Set<string>();
  readonly #waiting = new Set<() => void>();

  /** A handler that takes everything. */
  readonly handle = (batch: Batch): Promise<void> => {
    this.batches.push(batch);
    for (const event of batch.events) this.#ids.add(event.id);
    for (const go of this.#waiting) go();
    return Promise.resolve();
  };

  get events(): readonly StoredEvent[] {
    return this.batches.flatMap((batch) => batch.events);
  }

  get ids(): readonly string[] {
    return this.events.map((event) => event.id);
  }

  get keys(): ReadonlySet<string> {
    return new Set(this.events.map(keyOf));
  }

  /** The ids of one key, in the order in which they came. */
  idsOf(key: string): readonly string[] {
    return this.events.filter((event) => keyOf(event) === key).map((event) => event.id);
  }

  /** Resolves when each of these came at least once. */
  async until(ids: readonly string[]): Promise<void> {
    await this.when(() => ids.every((id) => this.#ids.has(id)));
  }

  async when(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        const go = (): void => {
          this.#waiting.delete(go);
          resolve();
        };
        this.#waiting.add(go);
      });
    }
  }
}
