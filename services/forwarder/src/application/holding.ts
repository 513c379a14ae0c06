import { pause } from '@mailfold/kernel';
import type { Held, ShardRows } from './shard-rows.ts';

/** A shard while this process has it: kept by a regular sign of life, given back at the end. */
export class Holding implements AsyncDisposable {
  readonly #rows: ShardRows;
  readonly #held: Held;
  readonly #lost = new AbortController();
  readonly #over = new AbortController();
  readonly #beating: Promise<void>;
  #position: number;

  constructor(rows: ShardRows, held: Held, everyMs: number) {
    this.#rows = rows;
    this.#held = held;
    this.#position = held.position;
    this.#beating = this.#beat(everyMs);
  }

  /** Aborts when the shard is another's. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Published up to here; written with the next sign of life at the latest. */
  get position(): number {
    return this.#position;
  }

  reached(position: number): void {
    this.#position = Math.max(this.#position, position);
  }

  /** Writes how far it has come. False: the shard is another's. */
  async keep(): Promise<boolean> {
    if (await this.#rows.keep(this.#held, this.#position)) return true;
    this.#lost.abort();
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await this.#beating;
    if (!this.lost.aborted) await this.#rows.release(this.#held, this.#position);
  }

  async #beat(everyMs: number): Promise<void> {
    const signal = AbortSignal.any([this.#over.signal, this.#lost.signal]);
    while (!signal.aborted) {
      await pause(everyMs, signal);
      // A sign that was not heard is followed by another one; who hears none for long takes the shard, and then it is lost.
      if (!signal.aborted) await this.keep().catch(() => true);
    }
  }
}
