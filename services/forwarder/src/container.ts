import type { Platform, Service } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { Forwarder } from './application/forwarder.ts';
import type { Lag } from './application/lag.ts';
import { migrations } from './application/migrations.ts';
import type { Limits } from './application/outgoing.ts';
import type { Connect } from './application/publisher.ts';
import { ShardRows } from './application/shard-rows.ts';
import { Shard } from './application/shard.ts';
import { sharesOf } from './domain/share.ts';
import { routes } from './http.ts';

/** What the forwarder needs beside the platform. */
export interface ForwarderOptions {
  readonly connect: Connect;
  /** How many parts the keys are divided into; the same in every process. Default 1. */
  readonly shards?: number | undefined;
  /** Contexts whose topic is not filled, e.g. `threading`. The log has every event in any case. */
  readonly withoutContexts?: readonly string[] | undefined;
  /** Of one transaction. Default 2,000 events, 4 MB. */
  readonly limits?: Limits;
  /** How long a shard stays with a process that gives no sign of life. Default 10 s. */
  readonly leaseMs?: number;
}

export interface ForwarderService extends Service {
  /** Of the shard that is furthest behind. */
  lag(): Promise<Lag>;
}

/** Signs of life within one lease. */
const BEATS = 4;

const token = <Value>(name: string): ServiceIdentifier<Value> => Symbol.for(`forwarder.${name}`);
const ROWS = token<ShardRows>('rows');
const FORWARDER = token<Forwarder>('forwarder');

export const createForwarder = (platform: Omit<Platform, 'bus'>, options: ForwarderOptions): ForwarderService => {
  const { connect, shards = 1, withoutContexts = [], leaseMs = 10_000 } = options;
  const { limits = { events: 2_000, bytes: 4 * 1024 * 1024 } } = options;
  const { events, clock, log } = platform;
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(ROWS).toDynamicValue(() => new ShardRows(platform.rows, platform.ids.next(), leaseMs));
  container.bind(FORWARDER).toResolvedValue(
    (rows) => {
      const parts = { events, rows, connect, limits, log, isOff: new Set(withoutContexts), beatMs: leaseMs / BEATS };
      return new Forwarder({ rows, events, clock, shards: sharesOf(shards).map((share) => new Shard(share, parts)) });
    },
    [ROWS],
  );
  const forwarder = container.get(FORWARDER);
  return {
    name: 'forwarder',
    migrations,
    runners: [],
    routes: routes(forwarder),
    start: async () => forwarder.start(),
    stop: () => forwarder.stop(),
    progress: () => forwarder.progress(),
    figures: () => forwarder.figures(),
    lag: () => forwarder.lag(),
  };
};
