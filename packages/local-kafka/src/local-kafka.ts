import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backoff, pause } from '@mailfold/kernel';
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
  /** Given: a broker that ends by itself is started again, which is said in a line. */
  readonly keptRunning?: (line: string) => void;
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

/** For a machine that does other work, too: a small heap, and no second compilation of a broker that runs for minutes. */
const JVM = ['-Xms256m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;
const START_AGAIN = backoff({ initialMs: 200, maxMs: 10_000, factor: 2 });

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
  /** Aborts when it is to stay away. */
  #wanted = new AbortController();

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
    this.#wanted.abort();
    this.#wanted = new AbortController();
    await this.#start(this.#wanted.signal);
  }

  async #start(wanted: AbortSignal): Promise<void> {
    const { folder, libs } = this.#options;
    const java = await startJava(
      [...JVM, '-cp', join(libs, '*'), 'kafka.Kafka', join(folder, 'server.properties')],
      this.#log,
    );
    this.#running = java;
    const ended = new AbortController();
    void java.ended.then(() => ended.abort(new Error('Kafka ended')));
    try {
      await untilAnswering(this.#ports.broker, START_WITHIN_MS, AbortSignal.any([ended.signal, wanted]));
    } catch (cause) {
      await this.#end('SIGKILL');
      throw new Error(`Kafka did not start:\n${(await readFile(this.#log, 'utf8')).slice(-2_000)}`, { cause });
    }
    void java.ended.then(() => this.#lost(java, wanted));
  }

  /** Nobody asked for its end. */
  async #lost(java: JavaProcess, wanted: AbortSignal): Promise<void> {
    const { keptRunning: say } = this.#options;
    if (say === undefined || this.#running !== java) return;
    this.#running = undefined;
    for (let attempt = 1; !wanted.aborted; attempt += 1) {
      say(`Kafka ended by itself; it is started again. Its log: ${this.#log}`);
      try {
        return await this.#start(wanted);
      } catch {
        // Its log says why.
        await pause(START_AGAIN(attempt), wanted);
      }
    }
  }

  get #log(): string {
    return join(this.#options.folder, 'kafka.log');
  }

  async kill(): Promise<void> {
    this.#wanted.abort();
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#wanted.abort();
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
