import { FilesBlobStore } from '@mailfold/blob-store-files';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { createIngest } from '@mailfold/ingest';
import { systemClock, systemIds } from '@mailfold/kernel';
import { createLinking } from '@mailfold/linking';
import { openDiscovery } from '@mailfold/mail-discovery';
import type { Login } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import type { NetworkGuard } from '@mailfold/network-guard';
import { NO_OAUTH, openOAuth } from '@mailfold/oauth';
import { createProjections } from '@mailfold/projections';
import { createProviderWriteback } from '@mailfold/provider-writeback';
import { type DataDirectory, StartingCluster } from '@mailfold/one-machine/start';
import { operationRoutes } from '@mailfold/operation';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { type CredentialVault, type KeyRing, openVault, SealedNotes } from '@mailfold/secrets';
import { type Host, measuredBus, type Platform, startHost, Unrecorded } from '@mailfold/service-host';
import { createMetrics, type Logger } from '@mailfold/telemetry';
import { createThreading } from '@mailfold/threading';
import { createVisibility } from '@mailfold/visibility';
import type { UpConfig } from './config.ts';
import { masterKeysOf } from './master-keys.ts';

/** Everything of one machine in one process, on a real PostgreSQL. */
export interface Engine extends AsyncDisposable {
  readonly platform: Platform;
  readonly host: Host;
}

export interface EngineParts {
  readonly data: DataDirectory;
  /** Where connections to mail servers and issuers may go. */
  readonly guard: NetworkGuard;
  readonly log: Logger;
}

export const startEngine = async (
  config: UpConfig,
  { data, guard, log }: EngineParts,
  starting = new StartingCluster(data.file('postgres')),
): Promise<Engine> => {
  await using stack = new AsyncDisposableStack();
  stack.use(starting).tell((line) => log.debug('postgres', { line }));
  const cluster = await starting.ready;
  const rows = stack.use(await PostgresReadStore.connect({ url: cluster.socketUrl }));
  const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
  const metrics = stack.use(createMetrics({ service: 'embedded' }));
  const bus = measuredBus(stack.use(await FeedMessageBus.create({ events, rows })), metrics);
  const platform: Platform = { events, rows, bus, clock: systemClock, ids: systemIds, log };
  const blobs = stack.use(new FilesBlobStore({ folder: data.file('blobs') }));
  const unrecorded = new Unrecorded();
  const { ring, source } = await masterKeysOf(config, data, rows);
  const { vault, keys } = await openVault<Login>(rows, ring);
  const services = await servicesOn(platform, { blobs, unrecorded }, { vault, ring }, guard, config);
  const host = await startHost({
    platform,
    services,
    metrics,
    routes: operationRoutes({
      ...platform,
      services,
      blobs,
      unrecorded,
      dataDirectory: data.path,
      secrets: { keys, source },
    }),
    http: { host: config.host, port: config.port },
  });
  stack.use(host);
  const all = stack.move();
  return { platform, host, [Symbol.asyncDispose]: () => all.disposeAsync() };
};

const servicesOn = async (
  platform: Platform,
  { blobs, unrecorded }: { readonly blobs: FilesBlobStore; readonly unrecorded: Unrecorded },
  { vault, ring }: { readonly vault: CredentialVault<Login>; readonly ring: KeyRing },
  guard: NetworkGuard,
  config: UpConfig,
) => {
  const provider = new ImapMailProvider({ guard, allowsClearText: (host) => config.allowClearText.includes(host) });
  const { issuers, logins } = await openOAuth({
    ...platform,
    settings: config.oauth ?? NO_OAUTH,
    vault,
    provider,
    guard,
  });
  return [
    createProjections(platform, { blobs, unrecorded }),
    createLinking(platform),
    createThreading(platform),
    createVisibility(platform),
    createProviderWriteback(platform, {
      connect: (accountId) => logins.connect(accountId),
    }),
    createIngest(platform, {
      provider,
      connect: (accountId, options) => logins.connect(accountId, options),
      signingIn: { issuers, notes: new SealedNotes(ring) },
      discover: openDiscovery(guard, config.discovery),
      blobs,
      vault,
      unrecorded,
      roundMs: config.roundMs,
      ...(config.rawGrace === undefined ? {} : { rawGrace: config.rawGrace }),
    }),
  ];
};
