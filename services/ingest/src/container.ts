import { randomInt } from 'node:crypto';
import type { BlobStore } from '@mailfold/blob-store';
import { type Leases, soleHolder } from '@mailfold/leases';
import type { Discover } from '@mailfold/mail-discovery';
import type { MailProvider } from '@mailfold/mail-provider';
import { MimeReader } from '@mailfold/mail-mime';
import { DeciderRunner, ProcessorHost, ReactorRunner } from '@mailfold/processor';
import type { Platform, Service, Unrecorded } from '@mailfold/service-host';
import { Container, type ServiceIdentifier } from 'inversify';
import { accountsDecider } from './application/accounts-decider.ts';
import { type AccountRunner, Accounts } from './application/accounts.ts';
import { blockListReactor } from './application/block-list-reactor.ts';
import { BlockLists, blockListsDecider, type BlockListsRunner } from './application/block-lists.ts';
import { contactReactor } from './application/contact-reactor.ts';
import type { CredentialVault } from './application/credential-vault.ts';
import { ownerReactor } from './application/owner-reactor.ts';
import { mailboxDecider } from './application/mailbox-decider.ts';
import { migrations } from './application/migrations.ts';
import { Authorisations, type AuthorisationsParts } from './application/oauth-authorisations.ts';
import { authorisationMigrations } from './application/oauth-rows.ts';
import { rawReactor } from './application/raw-reactor.ts';
import { RAW_GRACE, type RawGrace, RawSweep } from './application/raw-sweep.ts';
import { type ConnectAccount, workerFactory } from './application/worker-factory.ts';
import { Workers } from './application/workers.ts';
import { scopeReactor } from './application/scope-reactor.ts';
import { blockListRoutes } from './block-list-routes.ts';
import { routes } from './http.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { scopeRoutes } from './scope-routes.ts';
import { FairShare } from './sync/fair-share.ts';
import type { MailboxRunner } from './sync/observer.ts';
import { PACE, type Pace } from './sync/pace.ts';

/** What ingest needs beside the platform: the way to the providers, and where bytes and logins are kept. */
export interface IngestParts {
  readonly provider: MailProvider;
  /** Finds the servers of an address. */
  readonly discover: Discover;
  readonly blobs: BlobStore;
  readonly vault: CredentialVault;
  readonly connect: ConnectAccount;
  /** At which issuers people sign in, and what seals their sign-ins meanwhile. */
  readonly signingIn: Pick<AuthorisationsParts, 'issuers' | 'notes'>;
  /** Between rounds through all folders, in milliseconds. */
  readonly roundMs: number;
  /** The other rests of a worker; what is left out has its default. */
  readonly pace?: Partial<Pace>;
  /** How long raw mail out of scope is kept; what is left out has its default. */
  readonly rawGrace?: Partial<RawGrace>;
  /** At most so many connections for one account, 1 or more; default 4. */
  readonly connections?: number;
  /** Told of what stands in an account's way before the log is. */
  readonly unrecorded: Unrecorded;
  /** Who syncs which account; default: this process all of them. */
  readonly leases?: Leases;
}

const CONNECTIONS = 4;
/** Batches of history in hand, of all accounts of this process: each holds up to 8 MB of raw mail. */
const TURNS = 6;

const token = <Value>(name: string): ServiceIdentifier<Value> => Symbol.for(`ingest.${name}`);
const ACCOUNT_RUNNER = token<AccountRunner>('account-runner');
const MAILBOX_RUNNER = token<MailboxRunner>('mailbox-runner');
const BLOCK_LISTS = token<BlockListsRunner>('block-lists');
const SIGN_INS = token<Authorisations>('sign-ins');
const READER = token<MimeReader>('reader');
const WORKERS = token<Workers>('workers');
const ACCOUNTS = token<Accounts>('accounts');

export const createIngest = (platform: Platform, parts: IngestParts): Service => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(ACCOUNT_RUNNER).toDynamicValue(() => new DeciderRunner(accountsDecider, platform));
  container.bind(MAILBOX_RUNNER).toDynamicValue(() => new DeciderRunner(mailboxDecider, platform));
  container.bind(BLOCK_LISTS).toDynamicValue(() => new DeciderRunner(blockListsDecider, platform));
  container.bind(SIGN_INS).toDynamicValue(() => new Authorisations({ ...platform, ...parts.signingIn }));
  container.bind(READER).toDynamicValue(() => new MimeReader());
  container
    .bind(ACCOUNTS)
    .toResolvedValue(
      (runner, signIns) => new Accounts({ ...platform, ...parts, runner, signIns }),
      [ACCOUNT_RUNNER, SIGN_INS],
    );
  container.bind(WORKERS).toResolvedValue(
    (mailbox, accounts, reader) =>
      new Workers({
        rows: platform.rows,
        leases: parts.leases ?? soleHolder(platform.log),
        startWorker: workerFactory({
          ...platform,
          ...parts,
          mailbox,
          accounts,
          reader,
          pace: { ...PACE, ...parts.pace, roundMs: parts.roundMs },
          connections: parts.connections ?? CONNECTIONS,
          share: new FairShare(TURNS),
          random: () => randomInt(1_000_000) / 1_000_000,
        }),
        settle: (event) => mailbox.handle({ events: [event], position: event.position }),
      }),
    [MAILBOX_RUNNER, ACCOUNT_RUNNER, READER],
  );
  return serviceOf(platform, container, parts);
};

const serviceOf = (
  platform: Platform,
  container: Container,
  { discover, signingIn, connect, blobs, rawGrace }: IngestParts,
): Service => {
  const host = new ProcessorHost(platform.bus, 'ingest');
  const workers = container.get(WORKERS);
  const reactor = new ReactorRunner(workers.reactor, platform);
  const mailbox = container.get(MAILBOX_RUNNER);
  const scope = new ReactorRunner(scopeReactor({ rows: platform.rows, mailbox }), platform);
  const accounts = container.get(ACCOUNT_RUNNER);
  const lists = container.get(BLOCK_LISTS);
  const screening = new ReactorRunner(blockListReactor({ rows: platform.rows, accounts }), platform);
  const owners = new ReactorRunner(ownerReactor({ rows: platform.rows, accounts }), platform);
  const wake = (accountId: string) => workers.wake(accountId);
  const contacts = new ReactorRunner(contactReactor({ rows: platform.rows, wake }), platform);
  const raw = new ReactorRunner(rawReactor(blobs), platform);
  const sweep = new RawSweep({ ...platform, mailbox, grace: { ...RAW_GRACE, ...rawGrace } });
  const runners = [accounts, mailbox, lists, reactor, scope, screening, owners, contacts, raw];
  return {
    name: 'ingest',
    runners,
    migrations: [...migrations, ...authorisationMigrations],
    routes: [
      ...providerRoutes(discover),
      ...oauthRoutes(container.get(SIGN_INS), signingIn.issuers.settings),
      ...routes(container.get(ACCOUNTS), { rows: platform.rows }),
      ...blockListRoutes(new BlockLists({ ...platform, runner: lists })),
      ...scopeRoutes({ ...platform, connect, accounts: container.get(ACCOUNTS) }),
    ],
    start: async () => {
      await host.start(runners);
      await workers.start();
      sweep.start();
    },
    stop: async () => {
      await sweep.stop();
      await workers.stop();
      await host.stop();
      await container.get(READER)[Symbol.asyncDispose]();
    },
    progress: () => host.progress(),
  };
};
