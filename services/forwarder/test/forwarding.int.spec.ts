import { contextTopic } from '@mailfold/contracts/topics';
import { describeWith, findKafka, type TestKafka, until } from '@mailfold/dev-env';
import { expectSame, withoutRepeats } from './expected.ts';
import { Relays } from './relays.ts';
import { createTopics } from './topics.ts';

describeWith(await findKafka(), 'the forwarder', ({ startKafka }) => {
  let kafka: TestKafka;
  let relays: Relays;
  beforeAll(async () => {
    kafka = await startKafka();
    await createTopics(kafka.brokers);
  }, 60_000);
  afterAll(() => kafka.stop());
  beforeEach(async () => {
    relays = await Relays.open(kafka.brokers);
  });
  afterEach(() => relays[Symbol.asyncDispose]());

  it('publishes every event whole, each key in the order of the store, also into the topic of its context', async () => {
    await relays.append(300);
    await relays.forwarder();
    const ids = await relays.append(30);
    await using log = await relays.reader();
    await log.until(ids);
    const store = await relays.log();
    expectSame(log.events, store);
    await using linking = await relays.reader(contextTopic('linking'));
    const linked = store.filter(({ type }) => type.startsWith('linking.'));
    await linking.until(linked.map(({ id }) => id));
    expectSame(linking.events, linked);
  }, 240_000);

  it('leaves out the topic of a context that is switched off; the log has its events all the same', async () => {
    await relays.forwarder({ withoutContexts: ['linking'] });
    const ids = await relays.append(30);
    await using log = await relays.reader();
    await log.until(ids);
    await using threading = await relays.reader(contextTopic('threading'));
    await threading.until(threadingOf(await relays.log()));
    await using linking = await relays.reader(contextTopic('linking'));
    const [last] = await relays.append(1);
    await threading.until([last ?? '']);
    expect(linking.events).toEqual([]);
  }, 240_000);

  it('goes on from wherever its row says: what is repeated has the same ids and positions', async () => {
    const first = await relays.forwarder();
    const ids = await relays.append(60);
    await using log = await relays.reader();
    await log.until(ids);
    await first.stop();
    const store = await relays.log();
    const from = store[40]?.position ?? 0;
    await relays.rows.query('update forwarder.shard set position = $1, series = gen_random_uuid()', [from]);
    await relays.forwarder();
    await until(() => log.events.length === 60 + 19, { within: 60_000, what: 'the repeats' });
    expectSame(withoutRepeats(log.events), store);
  }, 240_000);

  it('divides the keys among processes; one takes over what another leaves, and nothing is doubled', async () => {
    const [one, other] = [await relays.forwarder({ shards: 4 }), await relays.forwarder({ shards: 4 })];
    await using log = await relays.reader();
    await log.until(await relays.append(100));
    const shards = () => [...one.progress(), ...other.progress()].length;
    await until(() => shards() === 4, { within: 60_000, what: 'all shards being published' });
    await one.stop();
    await log.until(await relays.append(100));
    await until(() => other.progress().length === 4, { within: 60_000, what: 'one having all shards' });
    expectSame(log.events, await relays.log());
  }, 240_000);

  it('can be divided anew: the new shards begin where the last of the old ones had come', async () => {
    const one = await relays.forwarder({ shards: 1 });
    await using log = await relays.reader();
    await log.until(await relays.append(50));
    await one.stop();
    const two = await relays.forwarder({ shards: 2 });
    await log.until(await relays.append(50));
    await two.stop();
    await relays.forwarder({ shards: 1 });
    await log.until(await relays.append(50));
    const store = await relays.log();
    expectSame(withoutRepeats(log.events), store);
    expect(log.events.length).toBe(store.length);
  }, 240_000);

  it('is not divided anew while shards of another number are in hand', async () => {
    const one = await relays.forwarder({ shards: 1 });
    await until(() => one.progress().length === 1, { within: 60_000, what: 'the shard being taken' });
    const two = await relays.forwarder({ shards: 2 });
    await using log = await relays.reader();
    await log.until(await relays.append(50));
    expect(two.progress()).toEqual([]);
    await one.stop();
    await until(() => two.progress().length === 2, { within: 60_000, what: 'the new shards being taken' });
  }, 240_000);

  const threadingOf = (store: readonly { readonly type: string; readonly id: string }[]): string[] =>
    store.filter(({ type }) => type.startsWith('threading.')).map(({ id }) => id);
});
