import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chaos } from './chaos.ts';

/** A throttled stream moves in steps of this many milliseconds. */
const STEP_MS = 20;

/** One direction of one connection: bytes in order, each held up as the chaos of that moment says. */
export class Lane {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #end: (how: 'cut' | 'reset') => void;
  readonly #ended: AbortSignal;
  #chaos: Chaos = {};
  /** Passed since the chaos was said. */
  #passed = 0;
  #bytes = 0;
  #lost = 0;

  constructor(from: Socket, to: Socket, end: (how: 'cut' | 'reset') => void, ended: AbortSignal) {
    this.#from = from;
    this.#to = to;
    this.#end = end;
    this.#ended = ended;
  }

  /** That arrived, all in all. */
  get bytes(): number {
    return this.#bytes;
  }

  /** That vanished, all in all. */
  get lost(): number {
    return this.#lost;
  }

  set(chaos: Chaos): void {
    this.#chaos = chaos;
    this.#passed = 0;
  }

  /** Until the sender ends, or the connection is cut. */
  async run(): Promise<void> {
    const arrivals: { readonly at: number; readonly bytes: Buffer }[] = [];
    let ring = Promise.withResolvers<void>();
    let isOver = false;
    const told = (): void => ring.resolve();
    this.#from.on('data', (bytes: Buffer) => {
      arrivals.push({ at: performance.now(), bytes });
      told();
    });
    this.#from.on('end', () => {
      isOver = true;
      told();
    });
    this.#ended.addEventListener('abort', told);
    while (!this.#ended.aborted) {
      const next = arrivals.shift();
      if (next !== undefined) await this.#deliver(next.at, next.bytes);
      else if (isOver) return this.#finish();
      else {
        await ring.promise;
        ring = Promise.withResolvers();
      }
    }
  }

  /** FIN is lost like any packet. */
  #finish(): void {
    if (this.#chaos.blackhole !== true) this.#to.end();
  }

  async #deliver(arrivedAt: number, bytes: Buffer): Promise<void> {
    await this.#rest(arrivedAt + (this.#chaos.latencyMs ?? 0) - performance.now());
    for (let at = 0; at < bytes.length && !this.#ended.aborted;) {
      const { blackhole = false, afterBytes = Infinity, bytesPerSecond = Infinity } = this.#chaos;
      if (blackhole) return void (this.#lost += bytes.length - at);
      const step = Math.max(1, Math.floor((bytesPerSecond * STEP_MS) / 1_000));
      const some = bytes.subarray(at, at + Math.min(step, afterBytes - this.#passed));
      await this.#write(some);
      at += some.length;
      if (this.#passed >= afterBytes) return this.#strike();
      if (bytesPerSecond !== Infinity) await this.#rest((some.length / bytesPerSecond) * 1_000);
    }
  }

  async #write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0 || this.#to.destroyed) return;
    this.#passed += bytes.length;
    this.#bytes += bytes.length;
    await new Promise<void>((resolve) => this.#to.write(bytes, () => resolve()));
  }

  #strike(): void {
    const { ending = 'cut' } = this.#chaos;
    if (ending === 'cut' || ending === 'reset') return this.#end(ending);
    if (ending === 'half-close') this.#to.end();
    this.#chaos = { blackhole: true };
  }

  async #rest(ms: number): Promise<void> {
    if (ms <= 0) return;
    await pause(ms, undefined, { signal: this.#ended }).catch(() => undefined); // cut: nothing to wait for
  }
}
