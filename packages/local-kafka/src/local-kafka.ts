import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { untilAnswering } from './answers.ts';
import { freePorts } from './free-ports.ts';
import { type JavaProcess, signalTo, startJava } from './java-process.ts';
import { type KafkaPorts, type KafkaSecurity, PLAIN, serverProperties } from './server-properties.ts';

export interface LocalKafkaOptions {
  /** Where its data, settings and log live; kept between starts. */
  readonly folder: string;
  /** The folder of Kafka's jars (`findKafkaLibs`). */
  readonly libs: string;
  /** For clients; default a free one. The two others are always free ones. */
  readonly port?: number;
  readonly security?: KafkaSecurity;
  /** Further lines of `server.properties`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface LocalKafka extends AsyncDisposable {
  readonly brokers: readonly string[];
  readonly pid: number;
  /** SIGKILL, as a power cut without the loss of the machine's cache; `start` brings it back with its data, on its ports. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** SIGTERM; SIGKILL when it takes long. */
  stop(): Promise<void>;
}

const HEAP = ['-Xms256m', '-Xmx512m'];
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;

/**
 * Starts Kafka in KRaft mode, one node on loopback, and waits until it serves. It dies with this process.
 * @throws Error with the end of its log when it does not start
 */
export async function startLocalKafka(options: LocalKafkaOptions): Promise<LocalKafka> {
  const { folder, port, security = PLAIN, settings = {} } = options;
  const [first = 0, broker = 0, controller = 0] = await freePorts(3);
  const ports = { clients: port ?? first, broker, controller };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'server.properties'), serverProperties(folder, ports, security, settings));
  await format(options);
  const kafka = new KafkaOfThisMachine(options, ports);
  await kafka.start();
  return kafka;
}

/** Once: a folder with data keeps it. */
async function format({ folder, libs, security = PLAIN }: LocalKafkaOptions): Promise<void> {
  if (existsSync(join(folder, 'data', 'meta.properties'))) return;
  const scram = (security.scram ?? []).flatMap((user) => ['--add-scram', user]);
  // Base64 may begin with `-`, which would be taken for an option: joined to its name it is not.
  const id = Buffer.from(crypto.randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  const tool = ['-cp', join(libs, '*'), 'kafka.tools.StorageTool'];
  await promisify(execFile)('java', [
    ...tool,
    'format',
    `--cluster-id=${id}`,
    '-c',
    join(folder, 'server.properties'),
    ...scram,
  ]);
}

class KafkaOfThisMachine implements LocalKafka {
  readonly brokers: readonly string[];
  readonly #options: LocalKafkaOptions;
  readonly #ports: KafkaPorts;
  #running: JavaProcess | undefined;

  constructor(options: LocalKafkaOptions, ports: KafkaPorts) {
    this.#options = options;
    this.#ports = ports;
    this.brokers = [`127.0.0.1:${ports.clients}`];
  }

  get pid(): number {
    return this.#running?.pid ?? 0;
  }

  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    const { folder, libs } = this.#options;
    const log = join(folder, 'kafka.log');
    const java = await startJava(
      [...HEAP, '-cp', join(libs, '*'), 'kafka.Kafka', join(folder, 'server.properties')],
      log,
    );
    this.#running = java;
    const ended = new AbortController();
    void java.ended.then(() => ended.abort(new Error('Kafka ended')));
    try {
      await untilAnswering(this.#ports.broker, START_WITHIN_MS, ended.signal);
    } catch (cause) {
      await this.kill();
      throw new Error(`Kafka did not start:\n${(await readFile(log, 'utf8')).slice(-2_000)}`, { cause });
    }
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    const { pid } = this;
    const late = setTimeout(() => signalTo(pid, 'SIGKILL'), STOP_WITHIN_MS);
    await this.#end('SIGTERM');
    clearTimeout(late);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    signalTo(running.pid, signal);
    await running.ended;
  }
}
