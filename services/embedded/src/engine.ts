import { FilesBlobStore } from '@mailfold/blob-store-files';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { createIngest, type Login } from '@mailfold/ingest';
import { systemClock, systemIds } from '@mailfold/kernel';
import { createLinking } from '@mailfold/linking';
import { ImapMailProvider } from '@mailfold/mail-provider-imap';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { createProjections } from '@mailfold/projections';
import { createProviderWriteback } from '@mailfold/provider-writeback';
import { migrate } from '@mailfold/read-store';
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';
import { CredentialVault, MasterKey, Sealer, vaultMigrations } from '@mailfold/secrets';
import { type Host, type Platform, startHost } from '@mailfold/service-host';
import type { Logger } from '@mailfold/telemetry';
import { createThreading } from '@mailfold/threading';
import { createVisibility } from '@mailfold/visibility';
import type { UpConfig } from './config.ts';
import type { DataDirectory } from './data-directory.ts';
import { operationRoutes } from './operation/routes.ts';

/** Between proofs of completeness. */
const PROVE_MS = 10 * 60 * 1_000;

/** Everything of one machine in one process, on a real PostgreSQL. */
export interface Engine extends AsyncDisposable {
  readonly platform: Platform;
  readonly host: Host;
}

export const startEngine = async (config: UpConfig, data: DataDirectory, log: Logger): Promise<Engine> => {
  await using stack = new AsyncDisposableStack();
  const cluster = stack.use(
    await EmbeddedCluster.start({ dataDir: data.file('postgres'), log: (line) => log.debug('postgres', { line }) }),
  );
  const rows = stack.use(await PostgresReadStore.connect({ url: cluster.socketUrl }));
  const events = stack.use(await PostgresEventStore.create({ readStore: rows }));
  const bus = stack.use(await FeedMessageBus.create({ events, rows }));
  const platform: Platform = { events, rows, bus, clock: systemClock, ids: systemIds, log };
  const blobs = stack.use(new FilesBlobStore({ folder: data.file('blobs') }));
  const services = servicesOn(platform, blobs, await vaultOf(config, data, platform), config);
  const host = await startHost({
    platform,
    services,
    routes: operationRoutes({
      ...platform,
      services,
      blobs,
      dataDirectory: data.path,
      masterKeyFrom: config.masterKey === undefined ? 'file' : 'environment',
    }),
    http: { host: config.host, port: config.port },
  });
  stack.use(host);
  const all = stack.move();
  return { platform, host, [Symbol.asyncDispose]: () => all.disposeAsync() };
};

const vaultOf = async (config: UpConfig, data: DataDirectory, { rows }: Platform): Promise<CredentialVault> => {
  await migrate(rows, vaultMigrations);
  const key =
    config.masterKey === undefined
      ? await MasterKey.fromFile(data.file('master.key'))
      : MasterKey.fromBase64(config.masterKey);
  return new CredentialVault(rows, new Sealer(key));
};

const servicesOn = (platform: Platform, blobs: FilesBlobStore, sealed: CredentialVault, config: UpConfig) => {
  const provider = new ImapMailProvider({ allowsClearText: (host) => config.allowClearText.includes(host) });
  const vault = {
    put: (accountId: string, login: Login) => sealed.put(accountId, login),
    // A cast where bytes become types: only `put` writes there, and the seal proves it.
    get: async (accountId: string) => (await sealed.get(accountId)) as Login | undefined,
  };
  return [
    createProjections(platform, { blobs }),
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
    createIngest(platform, { provider, blobs, vault, timing: { roundMs: config.roundMs, proveMs: PROVE_MS } }),
  ];
};
