import { FilesBlobStore } from '@mailfold/blob-store-files';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { createIngest } from '@mailfold/ingest';
import { systemClock, systemIds } from '@mailfold/kernel';
import { createLinking } from '@mailfold/linking';
import { openDiscovery } from '@mailfold/mail-discovery';
import type { Login } from '@mailfold/mail-provider';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { NetworkGuard } from '@mailfold/network-guard';
import { createProjections } from '@mailfold/projections';
import { createProviderWriteback } from '@mailfold/provider-writeback';
import { type DataDirectory, StartingCluster } from '@mailfold/one-machine/start';
import { operationRoutes } from '@mailfold/operation';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { CredentialVault, MasterKey, Sealer, vaultMigrations } from '@mailfold/secrets';
import { type Host, measuredBus, type Platform, startHost, Unrecorded } from '@mailfold/service-host';
import { createMetrics, type Logger } from '@mailfold/telemetry';
import { createThreading } from '@mailfold/threading';
import { createVisibility } from '@mailfold/visibility';
import type { UpConfig } from './config.ts';

/** Everything of one machine in one process, on a real PostgreSQL. */
export interface Engine extends AsyncDisposable {
  readonly platform: Platform;
  readonly host: Host;
}

export const startEngine = async (
  config: UpConfig,
  data: DataDirectory,
  log: Logger,
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
  const services = servicesOn(platform, { blobs, unrecorded }, await vaultOf(config, data, platform), config);
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
      masterKey: config.masterKey === undefined ? { file: data.file('master.key') } : 'environment',
    }),
    http: { host: config.host, port: config.port },
  });
  stack.use(host);
  const all = stack.move();
  return { platform, host, [Symbol.asyncDispose]: () => all.disposeAsync() };
};

const vaultOf = async (config: UpConfig, data: DataDirectory, { rows }: Platform): Promise<CredentialVault<Login>> => {
  await migrate(rows, vaultMigrations);
  const key =
    config.masterKey === undefined
      ? await MasterKey.fromFile(data.file('master.key'))
      : MasterKey.fromBase64(config.masterKey);
  return new CredentialVault<Login>(rows, new Sealer(key));
};

const servicesOn = (
  platform: Platform,
  { blobs, unrecorded }: { readonly blobs: FilesBlobStore; readonly unrecorded: Unrecorded },
  vault: CredentialVault<Login>,
  config: UpConfig,
) => {
  const provider = new ImapMailProvider({ allowsClearText: (host) => config.allowClearText.includes(host) });
  return [
    createProjections(platform, { blobs, unrecorded }),
    createLinking(platform),
    createThreading(platform),
    createVisibility(platform),
    createProviderWriteback(platform, {
      connect: async (accountId) => {
        const login = await vault.get(accountId);
        if (login === undefined) throw new Error(`no credentials are stored for account ${accountId}`);
        return provider.connect(login);
      },
    }),
    createIngest(platform, {
      provider,
      discover: openDiscovery(new NetworkGuard(), config.discovery),
      blobs,
      vault,
      unrecorded,
      roundMs: config.roundMs,
    }),
  ];
};
