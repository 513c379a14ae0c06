import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { createClient } from '@mailfold/client';
import { EventStoreDbEventStore } from '@mailfold/event-store-eventstoredb';
import { EventStoreDbDouble } from '@mailfold/testing/eventstoredb';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolder } from './mailfold/data-folder.ts';
import { type Ended, Program } from './mailfold/program.ts';

const DEMO = ['--demo', '--port', '0'];
const UNTIL_SETTLED = [...DEMO, '--until-settled', '--json'];

const summaryOf = ({ code, out, err }: Ended): Record<string, number> => {
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const { seconds: _, ...counts } = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Record<string, number>;
  return counts;
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describeWith(await findKafka(), 'every service as a process of its own, on Kafka (OPS-3)', () => {
  let data: DataFolder;
  let counts: Record<string, number>;

  beforeAll(async () => {
    data = await DataFolder.make();
    const first = new Program('distributed', [
      '--data',
      data.path,
      '--instances',
      'threading=2,ingest=2',
      ...UNTIL_SETTLED,
    ]);
    counts = summaryOf(await first.ended);
  }, 180_000);
  afterAll(() => data[Symbol.asyncDispose]());

  it('finds in the demo company what one process finds', async () => {
    await using alone = await DataFolder.make();
    const embedded = await new Program('up', ['--data', alone.path, ...UNTIL_SETTLED]).ended;
    expect(counts).toEqual(summaryOf(embedded));
    expect(counts['messages']).toBeGreaterThan(300);
  }, 90_000);

  it('finds the same with the log in an EventStoreDB (a test double of it)', async () => {
    await using store = await EventStoreDbDouble.start();
    await using other = await DataFolder.make();
    const url = store.url.replace('esdb:', 'kurrentdb:');
    const { ended } = new Program('distributed', ['--data', other.path, '--events', url, ...UNTIL_SETTLED]);
    expect(summaryOf(await ended)).toEqual(counts);
    await using log = new EventStoreDbEventStore({ url });
    const events = await log.readAll({ after: 0, max: 5_000 });
    expect(events.length).toBe(counts['events']);
  }, 180_000);

  it('goes on at the second start, answers at one address, and leaves nothing behind when it is killed', async () => {
    const program = new Program('distributed', ['--data', data.path, ...DEMO]);
    await until(() => program.said.includes('Ctrl-C stops') || program.hasEnded, {
      within: 120_000,
      what: 'everything being live',
    });
    const { url, serviceKey } = JSON.parse(await readFile(join(data.path, 'api.json'), 'utf8')) as Record<
      string,
      string
    >;
    const client = createClient({ url: url ?? '', key: serviceKey ?? '' });
    const { types } = await client.events.counts();
    expect(types.find(({ type }) => type === 'ingest.MessageObserved.v1')?.count).toBe(counts['messages']);
    const { findings } = await client.operation.doctor();
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(findings.map(({ part }) => part)).toEqual(
      expect.arrayContaining(['database', 'threading.threads', 'ingest.mailbox']),
    );

    const pids = JSON.parse(await readFile(join(data.path, 'processes.json'), 'utf8')) as Record<string, number>;
    expect(Object.keys(pids)).toEqual(expect.arrayContaining(['gateway', 'forwarder', 'kafka', 'projections']));
    await program.end('SIGKILL');
    await until(() => !Object.values(pids).some(runs), { within: 30_000, what: 'the end of every process' });
  }, 180_000);
});
