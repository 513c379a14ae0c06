import { describeWith, findKafka, type TestKafka, until } from '@mailfold/dev-env';
import type { Connect, Publisher } from '../src/index.ts';
import { expectSame } from './expected.ts';
import { Relays } from './relays.ts';
import { createTopics } from './topics.ts';

const SEEDS = [1, 2, 3, 4];

describeWith(await findKafka(), 'the forwarder under faults', ({ startKafka }) => {
  let kafka: TestKafka;
  let relays: Relays;
  beforeAll(async () => {
    kafka = await startKafka();
    await createTopics(kafka.brokers);
  }, 240_000);
  afterAll(() => kafka.stop());
  beforeEach(async () => {
    relays = await Relays.open(kafka.brokers);
  });
  afterEach(() => relays[Symbol.asyncDispose]());

  it.each(SEEDS)(
    'killed before and after transactions, each event is in the log once (S19), seed %i',
    async (seed) => {
      const deaths = { count: 0 };
      await relays.forwarder({ connect: dying(relays.connect, seed, deaths), limits: { events: 7, bytes: 100_000 } });
      await using log = await relays.reader();
      for (let n = 0; n < 5; n += 1) await log.until(await relays.append(40));
      expectSame(log.events, await relays.log());
      expect(deaths.count).toBeGreaterThan(5);
    },
    240_000,
  );

  it('a zombie is fenced off by Kafka: it stands by, and what it had in hand is in the log once', async () => {
    const held = new Gate();
    const zombie = await relays.forwarder({ connect: slow(relays.connect, held) });
    await until(() => zombie.progress().length === 1, { within: 60_000, what: 'the first one having the shard' });
    const ids = await relays.append(20);
    await held.reached;
    // As if it had given no sign of life for long, and now it gives none any more.
    await relays.rows.query("update forwarder.shard set held_until = '-infinity', epoch = epoch + 1");
    const heir = await relays.forwarder();
    await using log = await relays.reader();
    await log.until(ids);
    held.open();
    await until(() => zombie.progress().length === 0, { within: 60_000, what: 'the zombie standing by' });
    expect(await held.outcome).toMatchObject({ code: 'message-bus/fenced', retry: 'never' });
    await log.until(await relays.append(20));
    expectSame(log.events, await relays.log());
    await until(() => zombie.progress().length + heir.progress().length === 1, {
      within: 60_000,
      what: 'one having the shard',
    });
  }, 240_000);

  it('a broker that is killed holds up nobody who appends, and order holds after its return (E10)', async () => {
    const forwarder = await relays.forwarder();
    await using log = await relays.reader();
    await log.until(await relays.append(50));
    await kafka.kill();
    for (let n = 0; n < 10; n += 1) await relays.append(200);
    expect(await forwarder.lag()).toMatchObject({ events: 2_000 });
    await kafka.start();
    await log.until((await relays.log()).map(({ id }) => id));
    await log.until(await relays.append(50));
    expectSame(log.events, await relays.log());
    await until(async () => (await forwarder.lag()).events === 0, { within: 60_000, what: 'no lag' });
  }, 240_000);
});

/** Numbers in [0, 1) that a seed makes again. */
const numbers = (seed: number) => {
  let state = seed * 2_654_435_761;
  return (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
};

/** A publisher whose process dies: before it connects, before a transaction, or after one and before anybody hears of it. */
const dying = (connect: Connect, seed: number, deaths: { count: number }): Connect => {
  const next = numbers(seed);
  const die = (): never => {
    deaths.count += 1;
    throw new Error('killed');
  };
  return async (id) => {
    if (next() < 0.1) die();
    return around(await connect(id), async (publish) => {
      const at = next();
      if (at < 0.15) die();
      await publish();
      if (at > 0.75) die();
    });
  };
};

/** Holds the first transaction back until it is let go. */
const slow = (connect: Connect, gate: Gate): Connect => {
  return async (id) => around(await connect(id), (publish) => gate.pass(publish));
};

const around = (publisher: Publisher, wrap: (publish: () => Promise<void>) => Promise<void>): Publisher => ({
  publish: (records, mark) => wrap(() => publisher.publish(records, mark)),
  lastMark: () => publisher.lastMark(),
  [Symbol.asyncDispose]: () => publisher[Symbol.asyncDispose](),
});

class Gate {
  readonly #reached = Promise.withResolvers<void>();
  readonly #open = Promise.withResolvers<void>();
  readonly #outcome = Promise.withResolvers<unknown>();
  readonly reached = this.#reached.promise;
  readonly outcome = this.#outcome.promise;

  open(): void {
    this.#open.resolve();
  }

  async pass(publish: () => Promise<void>): Promise<void> {
    this.#reached.resolve();
    await this.#open.promise;
    try {
      await publish();
      this.#outcome.resolve('published');
    } catch (thrown) {
      this.#outcome.resolve(thrown);
      throw thrown;
    }
  }
}
