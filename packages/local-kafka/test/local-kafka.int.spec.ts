import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describeWith, until } from '@mailfold/dev-env';
import { answersAt } from '../src/answers.ts';
import { findKafkaLibs } from '../src/libs.ts';
import { startLocalKafka } from '../src/local-kafka.ts';

const CLONE = join(import.meta.dirname, '../../..');
const libs = await findKafkaLibs(CLONE);
const need =
  libs === undefined
    ? { missing: "Kafka's jars", howToGetIt: 'infra/local/kafka/fetch.sh (Java 17 and Maven)', optionalInCi: false }
    : { found: libs };

describeWith(need, 'Kafka as a process of this machine', (jars) => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailfold-local-kafka-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says why it does not start', async () => {
    const settings = { 'num.io.threads': '0' };
    await expect(startLocalKafka({ folder, libs: jars, settings })).rejects.toThrow('num.io.threads');
  });

  it('is started again when it ended by itself, and not when that was asked for', async () => {
    const lines: string[] = [];
    await using kafka = await startLocalKafka({ folder, libs: jars, keptRunning: (line) => void lines.push(line) });
    const port = Number(kafka.brokers[0]?.split(':')[1]);
    const { pid } = kafka;
    process.kill(pid, 'SIGKILL');
    await until(async () => kafka.pid !== pid && (await answersAt(port)), { within: 30_000, what: 'its return' });
    expect(lines).toEqual([expect.stringContaining('kafka.log')]);
    await kafka.kill();
    expect(kafka.pid).toBe(0);
    expect(lines).toHaveLength(1);
  });

  it('dies with the process that started it, even one that was killed', async () => {
    const start = `import { startLocalKafka } from '${join(CLONE, 'packages/local-kafka/src/index.ts')}';
      const { pid, brokers } = await startLocalKafka({ folder: '${folder}', libs: '${jars}' });
      console.log(JSON.stringify({ pid, port: Number(brokers[0].split(':')[1]) }));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', start], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    const { pid, port } = JSON.parse(String(line)) as { pid: number; port: number };
    expect(await answersAt(port)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid), { what: 'the end of Kafka' });
    expect(await answersAt(port)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
