import { MailfoldError, systemClock, systemIds } from '@mailfold/kernel';
import { findKafkaLibs, freePorts, type LocalKafka, startLocalKafka } from '@mailfold/local-kafka';
import { type Identity, identityOf } from '@mailfold/one-machine';
import type { DataDirectory } from '@mailfold/one-machine/start';
import { migrate, type ReadStore } from '@mailfold/read-store';
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';
import { MasterKey } from '@mailfold/secrets';
import { apiMigrations } from '@mailfold/service-host';
import { mkdir, writeFile } from 'node:fs/promises';
import { Child } from './child.ts';
import { CLONE } from './config.ts';
import { processArguments, processEnvironment } from './process-arguments.ts';
import { type Instances, SERVICES, type ServiceName, upstreamVariable } from './services.ts';
import { makeTopics } from './topics.ts';

export interface LocalOptions {
  /** Everything lies here; stays the caller's to let go. */
  readonly data: DataDirectory;
  /** Of the gateway; default 0: a free one. */
  readonly port?: number;
  readonly instances?: Instances;
  /** An EventStoreDB that runs already; default: PostgreSQL keeps the log. */
  readonly events?: string | undefined;
  readonly logLevel?: string;
  /** Further variables of every process, e.g. `MAILFOLD_ROUND_SECONDS`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The CRM's id of the user whom the command line means; default: the one of the machine. */
  readonly user?: string | undefined;
  /** Told in a line what happens to the processes. */
  readonly say?: (line: string) => void;
  /** Default: `.runtime/kafka` of the clone. */
  readonly kafkaLibs?: string | undefined;
}

/** PostgreSQL of this machine; one that dies comes back by itself. */
export interface LocalPostgres {
  readonly url: string;
  readonly pid: number;
  /** SIGKILL of its main process. */
  kill(): void;
}

/** Kafka, PostgreSQL, every service and the gateway as processes of this machine. */
export interface Local extends AsyncDisposable {
  /** Of the gateway. */
  readonly url: string;
  readonly identity: Identity;
  /** By name: `threading`, `threading-2`, …, `gateway`. */
  readonly processes: ReadonlyMap<string, Child>;
  readonly kafka: LocalKafka;
  readonly postgres: LocalPostgres;
  /** For who looks into the rows; no process uses it. */
  readonly rows: ReadStore;
}

/** It has nobody to hand anything over to. */
const KAFKA = { 'controlled.shutdown.enable': 'false' };

const START_WITHIN_MS = 120_000;

/** Starts all of it and resolves when the gateway and all services answer. */
export const startLocal = async (options: LocalOptions): Promise<Local> => {
  const { data, say = () => undefined } = options;
  await using stack = new AsyncDisposableStack();
  const [cluster, kafka] = await Promise.all([
    EmbeddedCluster.start({ dataDir: data.file('postgres'), log: say }),
    startKafka(options),
  ]).then(([one, other]) => [stack.use(one), stack.use(other)] as const);
  const rows = stack.use(await PostgresReadStore.connect({ url: cluster.socketUrl, maxConnections: 4 }));
  await Promise.all([
    migrate(rows, apiMigrations),
    makeTopics({ brokers: kafka.brokers, clientId: 'mailfold-local' }),
    mkdir(data.file('logs'), { recursive: true, mode: 0o700 }),
    mkdir(data.file('blobs'), { recursive: true, mode: 0o700 }),
    MasterKey.fromFile(data.file('master.key')),
  ]);
  const processes = await childrenOf(options, cluster, kafka);
  stack.defer(() => stopAll(processes));
  await startAll(processes);
  await noteProcesses(data, processes, kafka);
  const url = processes.get('gateway')?.url ?? '';
  const identity = await identityOf(data, { rows, clock: systemClock, ids: systemIds }, url, options.user);
  const all = stack.move();
  return {
    url,
    identity,
    processes,
    kafka,
    rows,
    postgres: {
      url: cluster.url,
      get pid() {
        return cluster.pid;
      },
      kill: () => process.kill(cluster.pid, 'SIGKILL'),
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
};

const startKafka = async ({ data, kafkaLibs, say }: LocalOptions): Promise<LocalKafka> => {
  const libs = await findKafkaLibs(CLONE, kafkaLibs);
  if (libs !== undefined)
    return startLocalKafka({
      folder: data.file('kafka'),
      libs,
      settings: KAFKA,
      keptRunning: say ?? (() => undefined),
    });
  throw new MailfoldError({
    code: 'up/no-kafka',
    message:
      'Apache Kafka is not here, or no Java 17 to run it: install Java and Maven, then run infra/local/kafka/fetch.sh.',
  });
};

const childrenOf = async (
  options: LocalOptions,
  cluster: EmbeddedCluster,
  kafka: LocalKafka,
): Promise<ReadonlyMap<string, Child>> => {
  const { data, instances = {}, say = () => undefined } = options;
  const named = SERVICES.flatMap((service) =>
    Array.from({ length: instances[service] ?? 1 }, (_, nth) => ({
      service,
      name: nth === 0 ? service : `${service}-${nth + 1}`,
    })),
  );
  const ports = await freePorts(named.length + 1);
  const urlOf = (port: number | undefined): string => `http://127.0.0.1:${port ?? 0}`;
  const shared = {
    MAILFOLD_ROWS_URL: cluster.socketUrl,
    ...(options.events === undefined ? {} : { MAILFOLD_EVENTS_URL: options.events }),
    MAILFOLD_KAFKA_BROKERS: kafka.brokers.join(','),
    MAILFOLD_BLOBS: data.file('blobs'),
    MAILFOLD_MASTER_KEY_FILE: data.file('master.key'),
    MAILFOLD_LOG_LEVEL: options.logLevel ?? 'info',
    ...options.env,
  };
  const child = (
    service: ServiceName | 'gateway',
    name: string,
    port: number,
    env: Readonly<Record<string, string>>,
  ): Child =>
    new Child({
      name,
      say,
      url: urlOf(port),
      args: processArguments(service),
      env: { ...processEnvironment(), ...env, MAILFOLD_HOST: '127.0.0.1', MAILFOLD_PORT: String(port) },
      logFile: data.file('logs', `${name}.log`),
    });
  const services = named.map(({ service, name }, nth) => child(service, name, ports[nth] ?? 0, shared));
  const upstreams = Object.fromEntries(
    SERVICES.map((service) => [
      upstreamVariable(service),
      named.flatMap((one, nth) => (one.service === service ? [urlOf(ports[nth])] : [])).join(','),
    ]),
  );
  const port = options.port === undefined || options.port === 0 ? (ports.at(-1) ?? 0) : options.port;
  const gateway = child('gateway', 'gateway', port, { ...upstreams, MAILFOLD_LOG_LEVEL: options.logLevel ?? 'info' });
  return new Map([...services, gateway].map((one) => [one.name, one]));
};

/** For who wants to look at one of them. */
const noteProcesses = async (
  data: DataDirectory,
  processes: ReadonlyMap<string, Child>,
  kafka: LocalKafka,
): Promise<void> => {
  const pids = { ...Object.fromEntries([...processes].map(([name, { pid }]) => [name, pid])), kafka: kafka.pid };
  await writeFile(data.file('processes.json'), `${JSON.stringify(pids, undefined, 2)}\n`, { mode: 0o600 });
};

const startAll = async (processes: ReadonlyMap<string, Child>): Promise<void> => {
  const late = AbortSignal.timeout(START_WITHIN_MS);
  await Promise.all(
    [...processes.values()].map(async (child) => {
      await child.start();
      await child.answers(late).catch((cause: unknown) => {
        throw new MailfoldError({
          code: 'up/not-started',
          message: `${child.name} does not answer: see its log.`,
          cause,
        });
      });
    }),
  );
};

/** The gateway first, so that nobody is answered by half of them. */
const stopAll = async (processes: ReadonlyMap<string, Child>): Promise<void> => {
  await processes.get('gateway')?.stop();
  await Promise.all([...processes.values()].map((child) => child.stop()));
};
