import { describeWith, findKafka, type Need, until } from '@mailfold/dev-env';
import kafkajs from 'kafkajs';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { encodeRecord, type KafkaRecord, type PublishedEvent } from '../topics/index.ts';

const CONTRACTS = join(import.meta.dirname, '..');
const readme = readFileSync(join(CONTRACTS, 'README.md'), 'utf8');
const { CompressionCodecs, CompressionTypes, Kafka } = kafkajs;
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: async ({ buffer }: { buffer: Buffer }) => zstdCompressSync(buffer),
  decompress: async (bytes: Buffer) => bytes,
});

/** The README's first block of a language, for this broker and topic. */
const example = (language: string, broker: string, topic: string): string => {
  const [, text] =
    new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme.slice(readme.indexOf('## Reading'))) ?? [];
  if (text === undefined) throw new Error(`no example in ${language}`);
  const fitted = text.replace('localhost:9092', broker).replace('mailfold.threading.events.v1', topic);
  expect([fitted.includes(broker), fitted.includes(topic)]).toEqual([true, true]);
  return fitted.replace('my-crm.reader', topic);
};

const findKcat = (): Need<string> => {
  try {
    execFileSync('kcat', ['-V'], { stdio: 'ignore' });
    return { found: 'kcat' };
  } catch {
    // Not installed.
    return { missing: 'kcat', howToGetIt: 'apt-get install kcat' };
  }
};

type Golden = PublishedEvent['meta'] &
  Pick<PublishedEvent, 'id' | 'type' | 'recordedAt' | 'data'> & { position: string };

const goldenRecord = (type: string, revision: number): KafkaRecord => {
  const [golden] = JSON.parse(readFileSync(join(CONTRACTS, `fixtures/${type}.json`), 'utf8')) as [Golden];
  const { id, type: _, recordedAt, data, position, ...meta } = golden;
  const stream = `threading-${meta.accountId}`;
  return encodeRecord({ id, type, stream, revision, position: Number(position), recordedAt, data, meta });
};

const records = ['threading.ThreadStarted.v1', 'threading.MessageAttached.v1', 'threading.ThreadsMerged.v1'].map(
  goldenRecord,
);

describeWith(await findKafka(), 'the quick start', ({ sharedKafka }) => {
  const topic = `mailfold.test.${randomUUID()}`;
  let broker: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    broker = (await sharedKafka()).brokers.join(',');
    const kafka = new Kafka({ brokers: broker.split(','), logLevel: kafkajs.logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 3 }] });
    await admin.disconnect();
    const producer = kafka.producer({
      transactionalId: topic,
      idempotent: true,
      maxInFlightRequests: 1,
      retry: { retries: 20 },
    });
    await producer.connect();
    // Before the others and with their key, so whoever has seen them would have seen it.
    const aborted = await producer.transaction();
    await aborted.send({ topic, messages: records.map(({ key }) => ({ key, value: 'aborted' })) });
    await aborted.abort();
    const transaction = await producer.transaction();
    await transaction.send({ topic, compression: CompressionTypes.ZSTD, messages: records });
    await transaction.commit();
    await producer.disconnect();
  });
  afterAll(() => {
    for (const child of children) child.kill();
  });

  const outputOf = (command: string, args: readonly string[]): (() => string) => {
    const child = spawn(command, args, { cwd: CONTRACTS, stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    let output = '';
    child.stdout.on('data', (bytes) => (output += String(bytes)));
    return () => output;
  };

  it('reads with kafkajs, what was committed and nothing else', async () => {
    const output = outputOf(process.execPath, ['--input-type=module', '-e', example('js', broker, topic)]);
    // kafkajs writes its own log between them.
    const lines = (): string[] =>
      output()
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('{"level"'));
    await until(() => lines().length >= records.length && output().endsWith('\n'), { within: 25_000 });
    expect(lines()).toEqual(
      records.map(
        ({ key, value, headers }) => `${headers['ce_type']} ${key} ${headers['ce_position']} ${value.toString()}`,
      ),
    );
  });

  describeWith(findKcat(), 'with kcat', () => {
    it('lists keys, CloudEvents headers and data, what was committed and nothing else', async () => {
      const output = outputOf('sh', ['-c', example('sh', broker, topic)]);
      await until(() => records.every(({ value }) => output().includes(value.toString())), { within: 25_000 });
      for (const { key, headers } of records) {
        expect(output()).toContain(
          `${key} content-type=application/json,ce_specversion=1.0,ce_id=${headers['ce_id']},`,
        );
      }
      expect(output()).not.toContain('aborted');
    });
  });
});
