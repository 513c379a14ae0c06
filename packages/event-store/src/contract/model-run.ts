import { randomUUID } from 'node:crypto';
import { isMailfoldError, uuid5 } from '@mailfold/kernel';
import fc from 'fast-check';
import type { Append, EventStore, EventStoreCapabilities } from '../event-store.ts';
import type { EventStoreFixture } from './fixture.ts';
import { idsOf } from './following.ts';
import { EventStoreModel, type ModelAnswer, type ModelAppend } from './model.ts';
import { sampleEvent } from './samples.ts';

const RUNS = 40;

// Few streams, ids and contents: so that repeats, conflicts and reuse happen in nearly every run.
const event = fc.record({ id: fc.nat({ max: 11 }), content: fc.nat({ max: 1 }) });
const anyAppend: fc.Arbitrary<ModelAppend> = fc.record({
  stream: fc.nat({ max: 2 }),
  expected: fc.oneof(
    fc.constantFrom('any' as const, 'none' as const, 'exists' as const),
    fc.integer({ min: -1, max: 4 }),
  ),
  events: fc.array(event, { minLength: 1, maxLength: 3 }),
});
type Step =
  | { readonly kind: 'append'; readonly append: ModelAppend }
  /** The last append that succeeded, once more, as after a lost answer. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'next'; readonly stream: number; readonly content: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('append' as const), append: anyAppend }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'repeat' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('next' as const),
      stream: fc.nat({ max: 2 }),
      content: fc.nat({ max: 1 }),
    }),
  },
);

export function modelFacts(fixture: () => EventStoreFixture, { uniqueIds }: EventStoreCapabilities): void {
  it('answers any run of appends as its model does, and lists the same log', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const run = await Run.begin(fixture().store, uniqueIds);
      for (const one of steps) await run.take(one);
      await run.compareLogs();
    });
    await fc.assert(property, { numRuns: RUNS });
    expect(RUNS).toBeGreaterThan(0);
  }, 120_000);
}

/** One run: names of its own in a log that others have written to before. */
class Run {
  readonly #store: EventStore;
  readonly #start: number;
  readonly #model: EventStoreModel;
  readonly #name = randomUUID();
  /** Positions by number in the model's log. */
  readonly #positions = new Map<number, number>();
  #last: ModelAppend | undefined;
  #fresh = 100;

  private constructor(store: EventStore, start: number, model: EventStoreModel) {
    this.#store = store;
    this.#start = start;
    this.#model = model;
  }

  static async begin(store: EventStore, uniqueIds: boolean): Promise<Run> {
    return new Run(store, await store.head(), new EventStoreModel(uniqueIds));
  }

  async take(one: Step): Promise<void> {
    const append = this.#appendOf(one);
    if (append === undefined) return;
    const expected = this.#model.append(append);
    if (expected.kind === 'open') return;
    const actual = await this.#ask(append);
    expect(actual).toEqual(expected.kind === 'done' ? this.#placed(expected, actual) : expected);
    if (expected.kind === 'done') this.#last = append;
  }

  async compareLogs(): Promise<void> {
    const all = await this.#store.readAll({ after: this.#start, max: 1_000 });
    expect(idsOf(all)).toEqual(this.#model.log.map(({ id }) => this.#id(id)));
    for (const stream of [0, 1, 2]) {
      const forwards = idsOf(await this.#store.readStream(this.#stream(stream)));
      const backwards = idsOf(await this.#store.readStream(this.#stream(stream), { direction: 'backwards' }));
      expect(forwards).toEqual(this.#model.streamOf(stream).map((id) => this.#id(id)));
      expect(backwards).toEqual(forwards.toReversed());
    }
  }

  #appendOf(one: Step): ModelAppend | undefined {
    switch (one.kind) {
      case 'append':
        return one.append;
      case 'repeat':
        return this.#last;
      case 'next': {
        this.#fresh += 1;
        const expected = this.#model.streamOf(one.stream).length - 1;
        return { stream: one.stream, expected, events: [{ id: this.#fresh, content: one.content }] };
      }
    }
  }

  async #ask(append: ModelAppend): Promise<object> {
    try {
      return { kind: 'done', ...(await this.#store.append(this.#real(append))) };
    } catch (thrown) {
      if (!isMailfoldError(thrown)) throw thrown;
      return { kind: 'refused', code: thrown.code };
    }
  }

  // The model knows an order, no positions: the first answer for a place settles its position.
  #placed(expected: Extract<ModelAnswer, { kind: 'done' }>, actual: object): object {
    const told = 'position' in actual ? Number(actual.position) : Number.NaN;
    const position = this.#positions.get(expected.index) ?? told;
    this.#positions.set(expected.index, position);
    return { kind: 'done', revision: expected.revision, position };
  }

  #real({ stream, expected, events }: ModelAppend): Append {
    const real = events.map(({ id, content }) => sampleEvent({ id: this.#id(id), data: { content } }));
    return { stream: this.#stream(stream), expected, events: real };
  }

  #id(id: number): string {
    return uuid5(this.#name, 'event', String(id));
  }

  #stream(stream: number): string {
    return `threading-${this.#name}-${stream}`;
  }
}
