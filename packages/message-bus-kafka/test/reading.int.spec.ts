import { randomUUID } from 'node:crypto';
import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { keyOf } from '@mailfold/event-store';
import { batchOf, sampleStream } from '@mailfold/event-store/contract';
import type { Batch, SubscribeOptions } from '@mailfold/message-bus';
import { KafkaMessageBus } from '../src/kafka-message-bus.ts';
import { openBus, TIMING } from './open-bus.ts';

/** More than is kept for a group that does not take it. */
const MANY = 3_000;

class Taken {
  readonly group = `projections.${randomUUID()}`;
  readonly ids: string[] = [];
  fails = false;
  rejections = 0;
  readonly #account: string;

  constructor(account: string) {
    this.#account = account;
  }

  get options(): SubscribeOptions {
    return { group: this.group, handle: (batch) => this.#handle(batch), maxBatch: 500 };
  }

  async #handle(batch: Batch): Promise<void> {
    if (this.fails) {
      this.rejections += 1;
      throw new Error('out of order');
    }
    for (const event of batch.events) if (keyOf(event) === this.#account) this.ids.push(event.id);
  }
}

describeWith(await findKafka(), 'groups that are fed from one reading', ({ sharedKafka }) => {
  let open: Awaited<ReturnType<typeof openBus>>;
  let account: string;
  let member: string;
  beforeEach(async () => {
    open = await openBus((await sharedKafka()).brokers);
    [account, member] = [randomUUID(), `projections-${randomUUID()}`];
  });
  afterEach(() => open[Symbol.asyncDispose]());

  const add = async (count: number): Promise<string[]> => {
    const events = batchOf(count, { meta: { accountId: account } });
    await open.events.append({ stream: sampleStream(), expected: 'none', events });
    return events.map(({ id }) => id);
  };
  const start = async (all: readonly Taken[], events: typeof open.events | undefined = open.events) => {
    const { connection, topic } = open;
    const more = events === undefined ? {} : { events };
    const bus = await KafkaMessageBus.create({ connection, topic, timing: TIMING, ...more });
    const subscriptions = await bus.subscribeTogether(
      member,
      all.map(({ options }) => options),
    );
    return { subscriptions, [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose]() };
  };

  it('do not wait for one that fails: it is let go of, and has everything in order from the store when it goes on', async () => {
    const [failing, other] = [new Taken(account), new Taken(account)];
    failing.fails = true;
    await using running = await start([failing, other]);
    const ids = [...(await add(MANY / 2)), ...(await add(MANY / 2))];
    await until(() => other.ids.length === MANY, { within: 60_000, what: 'everything at the other' });
    expect(running.subscriptions[0]?.lag?.()?.events).toBe(MANY);
    expect(failing.ids).toEqual([]);
    failing.fails = false;
    await until(() => failing.ids.length >= MANY, { within: 60_000, what: 'everything at the one' });
    const fresh = await add(2);
    await until(() => failing.ids.length >= MANY + 2, { what: 'what came afterwards' });
    expect([failing.ids, other.ids]).toEqual([
      [...ids, ...fresh],
      [...ids, ...fresh],
    ]);
    await until(() => running.subscriptions[0]?.lag?.()?.events === 0, { what: 'nothing being left' });
  });

  it('remember over a new start that one of them was let go of', async () => {
    const [failing, other] = [new Taken(account), new Taken(account)];
    failing.fails = true;
    {
      await using _running = await start([failing, other]);
      await add(MANY);
      await until(() => other.ids.length === MANY, { within: 60_000, what: 'everything at the other' });
      await until(() => failing.rejections > 6, { within: 30_000, what: 'it failing again and again' });
    }
    failing.fails = false;
    await using _running = await start([failing, other]);
    await until(() => failing.ids.length >= MANY, { within: 60_000, what: 'everything at the one' });
    const fresh = await add(1);
    await until(() => other.ids.length === MANY + 1 && failing.ids.length === MANY + 1, { what: 'what is new' });
    expect([failing.ids.at(-1), other.ids.at(-1)]).toEqual([fresh[0], fresh[0]]);
  });

  it('bring a new one everything, and the others nothing twice', async () => {
    const [known, fresh] = [new Taken(account), new Taken(account)];
    const ids = await add(20);
    {
      await using _running = await start([known]);
      await until(() => known.ids.length === 20);
    }
    await using _running = await start([known, fresh]);
    await until(() => fresh.ids.length === 20, { what: 'history at the new one' });
    const more = await add(1);
    await until(() => known.ids.length > 20 && fresh.ids.length > 20, { what: 'what came afterwards' });
    expect([known.ids, fresh.ids]).toEqual([
      [...ids, ...more],
      [...ids, ...more],
    ]);
  });

  it('wait for one that fails where there is no store to read', async () => {
    const [failing, other] = [new Taken(account), new Taken(account)];
    failing.fails = true;
    await using _running = await start([failing, other], undefined);
    await add(MANY);
    await until(() => failing.rejections > 8, { within: 60_000, what: 'it failing again and again' });
    failing.fails = false;
    await until(() => failing.ids.length >= MANY && other.ids.length >= MANY, { within: 60_000, what: 'everything' });
    expect(failing.ids).toEqual(other.ids);
  });
});
