import type { BlobStore } from '@mailfold/blob-store';
import type { EventStore } from '@mailfold/event-store';
import { PostgresLeases } from '@mailfold/leases';
import { systemClock, systemIds } from '@mailfold/kernel';
import type { KafkaLog } from '@mailfold/message-bus-kafka';
import type { ReadStore } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { measuredBus, Unrecorded } from '@mailfold/service-host';
import type { Logger, Metrics } from '@mailfold/telemetry';
import type { Need, Settings } from './config.ts';
import { kafkaConnection } from './kafka-connection.ts';
import type { Logins, ProcessParts } from './parts.ts';

export interface Opening {
  readonly name: string;
  readonly needs: readonly Need[];
  readonly settings: Settings;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Opens everything that the settings name; what was opened ends with the stack, in the opposite order. */
export const openParts = async (stack: AsyncDisposableStack, opening: Opening): Promise<ProcessParts> => {
  const { name, needs, settings, log, metrics } = opening;
  const rows = stack.use(
    await PostgresReadStore.connect({
      url: settings.MAILFOLD_ROWS_URL,
      maxConnections: settings.MAILFOLD_ROWS_CONNECTIONS,
    }),
  );
  // First of what may refuse: a wrong key is told at once, whatever else is away.
  const logins = needs.includes('logins') ? await openLogins(rows, settings) : notNeeded('logins');
  const events = await openEvents(stack, settings, rows);
  const kafka = kafkaConnection(settings, `mailfold-${name}`);
  const { KafkaMessageBus } = await import('@mailfold/message-bus-kafka');
  const bus = stack.use(await KafkaMessageBus.create({ connection: kafka, events, log: kafkaLog(log) }));
  const platform = { events, rows, bus: measuredBus(bus, metrics), clock: systemClock, ids: systemIds, log };
  return {
    settings,
    platform,
    kafka,
    leases: await PostgresLeases.create({ rows, log }),
    unrecorded: new Unrecorded(),
    blobs: needs.includes('blobs') ? stack.use(await openBlobs(settings)) : notNeeded('blobs'),
    logins,
  };
};

const openEvents = async (stack: AsyncDisposableStack, settings: Settings, rows: ReadStore): Promise<EventStore> => {
  const { MAILFOLD_ROWS_URL: rowsUrl, MAILFOLD_EVENTS_URL: url = rowsUrl } = settings;
  if (!url.startsWith('postgres')) {
    const { EventStoreDbEventStore } = await import('@mailfold/event-store-eventstoredb');
    return stack.use(new EventStoreDbEventStore({ url }));
  }
  const { PostgresEventStore } = await import('@mailfold/event-store-postgres');
  const maxConnections = settings.MAILFOLD_ROWS_CONNECTIONS;
  const readStore = url === rowsUrl ? rows : stack.use(await PostgresReadStore.connect({ url, maxConnections }));
  return stack.use(await PostgresEventStore.create({ readStore }));
};

const openBlobs = async (settings: Settings): Promise<BlobStore & AsyncDisposable> => {
  const { FilesBlobStore } = await import('@mailfold/blob-store-files');
  return new FilesBlobStore({ folder: settings.MAILFOLD_BLOBS ?? '', shared: true });
};

const openLogins = async (rows: ReadStore, settings: Settings): Promise<Logins> => {
  const { loginsOn } = await import('./logins.ts');
  return loginsOn(rows, settings);
};

// The client's own errors are tried again; what is given up on is told by who asked for it.
const LEVELS = { error: 'info', warn: 'warn', info: 'debug' } as const;

const kafkaLog =
  (log: Logger): KafkaLog =>
  ({ level, message, error }) =>
    log[LEVELS[level]](message, error === undefined ? {} : { reason: error });

/** A service that uses what it did not ask for is a bug of its `main.ts`. */
const notNeeded = (part: Need): never =>
  // A cast of what throws whenever it is used.
  new Proxy(
    {},
    {
      get: () => {
        throw new TypeError(`the service did not say that it needs ${part}`);
      },
    },
  ) as never;
