import fc from 'fast-check';
import type { Batch, Subscription } from '../message-bus.ts';
import { accountIds, Log, sampleGroup } from './log.ts';
import type { MessageBusFixture } from './fixture.ts';
import { Recorder } from './recorder.ts';

const RUNS = 25;
const ACCOUNTS = 5;

type Step =
  | { readonly kind: 'append'; readonly account: number; readonly count: number }
  | { readonly kind: 'join'; readonly maxBatch: number }
  | { readonly kind: 'leave' }
  /** The next so many batches are rejected. */
  | { readonly kind: 'fail'; readonly times: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      account: fc.nat({ max: ACCOUNTS - 1 }),
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('join' as const), maxBatch: fc.integer({ min: 1, max: 7 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'leave' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), times: fc.integer({ min: 1, max: 2 }) }) },
);

export function propertyFacts(fixture: () => MessageBusFixture): void {
  it('finishes each key in order and once, however members come, go and fail', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
      const run = new Run(fixture, await fixture().events.head());
      for (const one of steps) await run.take(one);
      await run.finish();
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(RUNS).toBeGreaterThan(0);
  }, 120_000);
}

class Run {
  readonly #fixture: () => MessageBusFixture;
  readonly #log: Log;
  readonly #from: number;
  readonly #group = sampleGroup();
  readonly #accounts = accountIds(ACCOUNTS);
  readonly #appended = new Map<string, string[]>();
  readonly #finished = new Recorder();
  readonly #members: Subscription[] = [];
  #failures = 0;

  constructor(fixture: () => MessageBusFixture, from: number) {
    this.#fixture = fixture;
    this.#log = new Log(fixture);
    this.#from = from;
  }

  async take(one: Step): Promise<void> {
    switch (one.kind) {
      case 'append':
        return this.#append(this.#accounts[one.account] ?? '', one.count);
      case 'join':
        return this.#join(one.maxBatch);
      case 'leave':
        return this.#members.shift()?.stop();
      case 'fail':
        this.#failures = one.times;
    }
  }

  /** Nothing was stopped in the middle here, so nothing may come twice either. */
  async finish(): Promise<void> {
    this.#failures = 0;
    await this.#join(3);
    await this.#finished.until([...this.#appended.values()].flat());
    await Promise.all(this.#members.map((member) => member.stop()));
    for (const [account, ids] of this.#appended) expect(this.#finished.idsOf(account)).toEqual(ids);
  }

  async #append(account: string, count: number): Promise<void> {
    const ids = await this.#log.add(count, account);
    this.#appended.set(account, [...(this.#appended.get(account) ?? []), ...ids]);
  }

  async #join(maxBatch: number): Promise<void> {
    const handle = async (batch: Batch): Promise<void> => {
      this.#failures -= 1;
      if (this.#failures >= 0) throw new Error('not now');
      await this.#finished.handle(batch);
    };
    // Every third waits for the one after it.
    const ripe = (events: Batch['events']): number => events.findLastIndex(({ position }) => position % 3 > 0) + 1;
    const options = { group: this.#group, handle, from: this.#from, maxBatch, ripe };
    this.#members.push(await this.#fixture().bus.subscribe(options));
  }
}
