import type { BlobStore } from '@mailfold/blob-store';
import type { Discover } from '@mailfold/mail-discovery';
import type { ConnectOptions, Login, MailProvider, MailSession } from '@mailfold/mail-provider';
import type { KafkaConnection } from '@mailfold/message-bus-kafka';
import type { Leases } from '@mailfold/leases';
import type { Issuers } from '@mailfold/oauth';
import type { Secrets } from '@mailfold/operation';
import type { SealedNotes } from '@mailfold/secrets';
import type { Platform, Unrecorded } from '@mailfold/service-host';
import type { Settings } from './config.ts';

export interface Logins {
  readonly provider: MailProvider;
  /** Finds the servers of an address. */
  readonly discover: Discover;
  /** Under which master keys the vault is; for the operator. */
  readonly secrets: Secrets;
  readonly vault: {
    put(accountId: string, login: Login): Promise<void>;
    get(accountId: string): Promise<Login | undefined>;
  };
  /** Opens a session with the account's login of now. */
  readonly connect: (accountId: string, options?: Omit<ConnectOptions, keyof Login>) => Promise<MailSession>;
  /** At which issuers people sign in, and what seals their sign-ins meanwhile. */
  readonly signingIn: { readonly issuers: Issuers; readonly notes: SealedNotes };
  /** Between rounds through all folders of an account, in milliseconds. */
  readonly roundMs: number;
  /** How long raw mail out of scope is kept. */
  readonly rawGrace: { readonly days: number };
}

/** What a service in a process of its own is put together from. */
export interface ProcessParts {
  readonly settings: Settings;
  readonly platform: Platform;
  /** For who publishes beside the bus. */
  readonly kafka: KafkaConnection;
  /** Who is in charge of which account. */
  readonly leases: Leases;
  /** What stands in the way of accounts, as far as this process knows. */
  readonly unrecorded: Unrecorded;
  /** Of a service that needs `blobs`. */
  readonly blobs: BlobStore;
  /** Of a service that needs `logins`. */
  readonly logins: Logins;
}
