import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { LOG_TOPIC, TOPICS } from '@mailfold/contracts/topics';
import { KafkaTopics } from '@mailfold/message-bus-kafka';
import type { Ended } from './mailfold-process.ts';
import { mailfoldHere } from './recording-terminal.ts';

describeWith(await findKafka(), 'mailfold topics', ({ startKafka }) => {
  let kafka: Awaited<ReturnType<typeof startKafka>>;
  let admin: KafkaTopics;

  beforeAll(async () => {
    kafka = await startKafka();
    admin = await KafkaTopics.connect({ connection: { brokers: kafka.brokers, clientId: 'test' } });
  });
  afterAll(async () => {
    await admin[Symbol.asyncDispose]();
    await kafka[Symbol.asyncDispose]();
  });

  const topics = (line: string): Promise<Ended> =>
    mailfoldHere(['topics', ...line.split(' ')], { config: { kafka: settings(kafka.brokers) } });
  const settings = (brokers: readonly string[]) => ({
    brokers: brokers.join(','),
    tls: undefined,
    ca: undefined,
    sasl: undefined,
    username: undefined,
    password: undefined,
  });
  const kinds = ({ out }: Ended): string[] =>
    JSON.parse(out).steps.map(({ kind, topic }: { kind: string; topic: string }) => `${kind} ${topic}`);
  const all = (kind: string): string[] => TOPICS.map(({ name }) => `${kind} ${name}`);

  it('plans what is missing, applies it once, and has nothing to do after', async () => {
    expect(kinds(await topics('plan --json'))).toEqual(all('create'));
    expect(await admin.describe([LOG_TOPIC])).toEqual([]);

    const applied = await topics('apply --replication 1');
    expect(applied).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`+ ${LOG_TOPIC}  12 partitions`) });
    expect(kinds(await topics('plan --json'))).toEqual(all('same'));
    expect(await topics('apply')).toMatchObject({ code: 0, out: 'Nothing to do.\n' });
  });

  it('makes views compacted within the hour', async () => {
    expect(await admin.describe(['mailfold.views.mailbox.v1'])).toEqual([
      {
        name: 'mailfold.views.mailbox.v1',
        partitions: 12,
        configs: expect.objectContaining({ 'cleanup.policy': 'compact', 'max.compaction.lag.ms': '2700000' }),
      },
    ]);
  });

  it('shows a setting that differs, and sets it back without touching others', async () => {
    await admin.alterConfig(LOG_TOPIC, { 'retention.ms': '1000', 'segment.bytes': '1048576' });
    const lines = `~ ${LOG_TOPIC}\n    retention.ms: 1000 -> 604800000\n`;
    // The controller takes a change before the broker tells of it.
    await until(async () => (await topics('plan')).out === lines, { within: 30_000 });
    expect((await topics('apply')).out).toBe(lines);
    await until(async () => (await topics('plan')).out === 'Nothing to do.\n', { within: 30_000 });
    expect(await admin.describe([LOG_TOPIC])).toMatchObject([
      { configs: { 'retention.ms': '604800000', 'segment.bytes': '1048576' } },
    ]);
  });

  it('makes the dead-letter topics of the groups that it is given', async () => {
    const plan = await topics('plan --groups threading.threads,linking.links');
    expect(plan.out).toMatch(
      /^\+ mailfold\.log\.v1\.threading\.threads\.dead {2}1 partition: .*\n\+ mailfold\.log\.v1\.linking\.links\.dead .*\n$/,
    );
  });

  it('refuses another number of partitions, says what to do, does the rest, and ends with 6', async () => {
    const [first, second] = ['mailfold.log.v1.a.a.dead', 'mailfold.log.v1.b.b.dead'];
    await admin.create([{ name: first, partitions: 3 }]);
    const words = `! ${first}  has 3 partitions, wanted are 1: a keyed topic's partition count is never changed: make`;
    expect(await topics('plan --groups a.a,b.b')).toMatchObject({ code: 6, out: expect.stringContaining(words) });
    expect(await topics('apply --groups a.a,b.b')).toMatchObject({ code: 6, err: expect.stringContaining(first) });
    const found = await admin.describe([first, second]);
    expect(Object.fromEntries(found.map(({ name, partitions }) => [name, partitions]))).toEqual({
      [first]: 3,
      [second]: 1,
    });
  });
});

describe('mailfold topics', () => {
  it.each([
    ['without brokers', 'topics plan', 'Which Kafka?'],
    ['with brokers that are none', 'topics plan --brokers nowhere', 'this is none: nowhere'],
    ['with a replication that is no number', 'topics apply --brokers a:1 --replication x', 'whole number'],
  ])('ends with 2 %s', async (_what, line, words) => {
    expect(await mailfoldHere(line.split(' '))).toMatchObject({ code: 2, err: expect.stringContaining(words) });
  });

  it('ends with 3 where nothing answers', async () => {
    const ended = await mailfoldHere(['topics', 'plan', '--brokers', '127.0.0.1:1']);
    expect(ended).toMatchObject({ code: 3, err: expect.stringContaining('127.0.0.1:1') });
  });
});
