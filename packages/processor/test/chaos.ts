import type { StoredEvent } from '@mailfold/event-store';
import type { Batch } from '@mailfold/message-bus';
import fc from 'fast-check';
import type { ProcessorDeps } from '../src/runner.ts';
import { isKilled, Life, mortal } from './faults.ts';
import { batchOf } from './log.ts';

/** One delivery to one of two twins: how far it goes back first, how much it gets, and where it dies. */
export interface Delivery {
  readonly twin: 0 | 1;
  readonly back: number;
  readonly size: number;
  readonly dies: number | undefined;
}

/** Deliveries in pairs that run at the same time. */
export type Chaos = readonly (readonly [Delivery, Delivery])[];

const delivery = (twin: 0 | 1): fc.Arbitrary<Delivery> =>
  fc.record({
    twin: fc.constant(twin),
    back: fc.oneof(fc.constant(0), fc.nat(6)),
    size: fc.integer({ min: 1, max: 8 }),
    dies: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 2 }),
  });

export const chaos: fc.Arbitrary<Chaos> = fc.array(fc.tuple(delivery(0), delivery(1)), { maxLength: 8 });

interface Handles {
  handle(batch: Batch): Promise<void>;
}

/**
 * Delivers a log to two runners of one group as a bus may: again and again, cut anyhow, from any place before, to both at
 * once; a runner that died is started anew without memory. At the end everything comes once more to a last one.
 */
export const deliver = async (
  log: readonly StoredEvent[],
  plan: Chaos,
  deps: ProcessorDeps,
  start: (deps: ProcessorDeps) => Handles,
): Promise<void> => {
  const twins = [new Twin(deps, start), new Twin(deps, start)];
  for (const pair of plan) {
    await Promise.all(pair.map(async (one) => twins[one.twin]?.take(log, one)));
  }
  const last = start(deps);
  for (let at = 0; at < log.length; at += 7) await last.handle(batchOf(log.slice(at, at + 7)));
};

class Twin {
  readonly #deps: ProcessorDeps;
  readonly #start: (deps: ProcessorDeps) => Handles;
  #life = new Life();
  #handles: Handles;
  #next = 0;

  constructor(deps: ProcessorDeps, start: (deps: ProcessorDeps) => Handles) {
    this.#deps = deps;
    this.#start = start;
    this.#handles = start(mortal(deps, this.#life));
  }

  async take(log: readonly StoredEvent[], { back, size, dies }: Delivery): Promise<void> {
    const from = Math.max(0, this.#next - back);
    if (dies !== undefined) this.#life.dieAfter(dies);
    try {
      await this.#handles.handle(batchOf(log.slice(from, from + size)));
      this.#next = Math.min(from + size, log.length);
    } catch (thrown) {
      if (!isKilled(thrown)) throw thrown;
      this.#life = new Life();
      this.#handles = this.#start(mortal(this.#deps, this.#life));
    }
  }
}
