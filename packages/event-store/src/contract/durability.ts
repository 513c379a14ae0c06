import type { EventStore } from '../event-store.ts';
import type { EventStoreFixture } from './fixture.ts';
import { Following, idsOf } from './following.ts';
import { batchOf, sampleStream } from './samples.ts';

const KILLS = 3;
const APPENDS_BETWEEN = 20;

export function durabilityFacts(fixture: () => EventStoreFixture, notKillable?: string): void {
  if (notKillable !== undefined) {
    it(`not run: a store that is killed (E1): ${notKillable}`, () => expect(notKillable).not.toBe(''));
    return;
  }
  const kill = (): Promise<void> => {
    const killed = fixture().kill?.();
    if (killed === undefined) throw new Error('a durable store is declared, and cannot be killed');
    return killed;
  };

  describe('a store that is killed', () => {
    it('has every append that it acknowledged, once, and goes on (E1)', async () => {
      const writer = new Writer(fixture().store);
      const writing = writer.run();
      for (let kills = 1; kills <= KILLS; kills += 1) {
        await writer.acknowledgedBy(kills * APPENDS_BETWEEN);
        await kill();
      }
      await writer.acknowledgedBy((KILLS + 1) * APPENDS_BETWEEN);
      writer.stop();
      await writing;
      const stored = await fixture().store.readStream(writer.stream, { max: 100_000 });
      expect(idsOf(stored)).toEqual(writer.acknowledged);
      expect(stored.map((event) => event.revision)).toEqual(stored.map((_, index) => index));
    }, 120_000);

    it('does not end a subscription, which goes on where it was (E1)', async () => {
      const { store } = fixture();
      await using feed = new Following(store, await store.head());
      await feed.untilCaughtUp();
      const [before, after] = [batchOf(2), batchOf(2)];
      await store.append({ stream: sampleStream(), expected: 'none', events: before });
      await kill();
      await using other = await fixture().another();
      await other.append({ stream: sampleStream(), expected: 'none', events: after });
      expect(idsOf(await feed.take(4))).toEqual(idsOf([...before, ...after]));
    }, 60_000);
  });
}

/** Appends without a pause, at the revision that the last answer told. */
class Writer {
  readonly stream = sampleStream();
  readonly acknowledged: string[] = [];
  readonly #store: EventStore;
  readonly #waiting = new Map<number, () => void>();
  #stopped = false;

  constructor(store: EventStore) {
    this.#store = store;
  }

  stop(): void {
    this.#stopped = true;
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      const events = batchOf(2);
      await this.#store.append({ stream: this.stream, expected: this.acknowledged.length - 1, events });
      this.acknowledged.push(...idsOf(events));
      this.#waiting.get(this.acknowledged.length / 2)?.();
    }
  }

  async acknowledgedBy(appends: number): Promise<void> {
    if (this.acknowledged.length / 2 >= appends) return;
    await new Promise<void>((resolve) => this.#waiting.set(appends, resolve));
  }
}
