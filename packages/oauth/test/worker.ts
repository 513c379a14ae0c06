import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '@mailfold/kernel';
import type { Credentials, Login } from '@mailfold/mail-provider';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { CredentialVault, KeyRing, LocalKeyManagement, MasterKey, vaultMigrations } from '@mailfold/secrets';
import { AccessTokens, type Fetch, Issuers, oauthMigrations, oauthSettings, RefreshClaims } from '../src/index.ts';

const MASTER_KEY = MasterKey.fromBuffer(randomBytes(32));

/** A process with connections of its own, as ingest and provider-writeback are. */
export interface Worker {
  readonly vault: CredentialVault<Login>;
  readonly tokens: AccessTokens;
  readonly claims: RefreshClaims;
  readonly rows: PostgresReadStore;
}

export interface WorkerOptions {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly fetch?: Fetch;
}

const overNet: Fetch = (url, options) => fetch(url, options as RequestInit);

export const startWorker = async (
  stack: AsyncDisposableStack,
  { url, env, clock = systemClock, fetch = overNet }: WorkerOptions,
): Promise<Worker> => {
  const rows = stack.use(await PostgresReadStore.connect({ url, maxConnections: 3 }));
  await migrate(rows, [...vaultMigrations, ...oauthMigrations]);
  const vault = new CredentialVault<Login>(rows, new KeyRing({ current: new LocalKeyManagement(MASTER_KEY) }));
  const issuers = new Issuers(oauthSettings(env), fetch, clock);
  const claims = new RefreshClaims(rows);
  return { vault, claims, rows, tokens: new AccessTokens({ vault, issuers, claims, clock }) };
};

export const loginWith = (credentials: Partial<Extract<Credentials, { kind: 'oauth2' }>>): Login => ({
  settings: { imap: { host: 'imap.example.com', port: 993, tls: 'implicit' } },
  credentials: { kind: 'oauth2', login: 'ann@example.com', accessToken: 'old', issuer: 'test', ...credentials },
});
