import { randomUUID } from 'node:crypto';
import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { sampleEvent, sampleStream } from '@mailfold/event-store/contract';
import { KafkaTopics } from '../src/topics.ts';
import { connectionTo, openBus, PARTITIONS } from './open-bus.ts';

describeWith(await findKafka(), 'topics', ({ sharedKafka }) => {
  it('are made, described and altered, and what is not altered stays', async () => {
    await using topics = await KafkaTopics.connect({ connection: connectionTo((await sharedKafka()).brokers) });
    const name = `mailfold.test.${randomUUID()}`;
    await topics.create([{ name, partitions: 3, configs: { 'retention.ms': '1000', 'cleanup.policy': 'delete' } }]);
    await topics.create([{ name, partitions: 5 }]);
    await topics.alterConfig(name, { 'retention.ms': '2000' });
    const [described] = await until(async () => {
      const found = await topics.describe([name, `${name}.absent`]);
      return found[0]?.configs['retention.ms'] === '2000' && found;
    });
    expect(described).toEqual({
      name,
      partitions: 3,
      configs: { 'retention.ms': '2000', 'cleanup.policy': 'delete' },
    });
    expect(await topics.names()).toContain(name);
    await topics.delete([name]);
    expect(await until(async () => !(await topics.names()).includes(name))).toBe(true);
  });

  it('say how far a group is behind: all of it, then nothing', async () => {
    await using open = await openBus((await sharedKafka()).brokers);
    const { bus, topics, events } = open;
    const group = `threading.${randomUUID()}`;
    const records = async (): Promise<number> =>
      (await topics.lags([group])).reduce((sum, { records: count }) => sum + count, 0);
    const append = (): Promise<unknown> =>
      events.append({ stream: sampleStream(), expected: 'none', events: [sampleEvent()] });
    const handled = Promise.withResolvers<void>();
    await append();
    const first = await bus.subscribe({ group, handle: () => Promise.resolve(handled.resolve()) });
    await handled.promise;
    await until(async () => (await topics.lags([group])).length > 0 && (await records()) === 0);
    await first.stop();
    await append();
    expect(await until(records)).toBeGreaterThan(0);
    const [lag] = await topics.lags([group]);
    expect(lag?.partition).toBeLessThan(PARTITIONS);
  });
});
