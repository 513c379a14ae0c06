import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FaultScript, ImapServer, type ImapServerOptions, type MailboxStore } from '@mailfold/imap-server';
import type { AccountSettings } from '@mailfold/contracts';
import type { ConnectOptions, MailSession } from '@mailfold/mail-provider';
import type { WritebackTiming } from '../src/index.ts';
import { look, mail, provider, tellMailbox } from './mailbox.ts';
import type { Story } from './story.ts';
import { World } from './world.ts';

const LOGIN = 'ann@example.com';
const PASSWORD = 'a secret of ann';

/** An account at a server of its own that plays faults, and the service that writes back to it. */
export class ImapAccount implements AsyncDisposable {
  readonly world: World;
  readonly story: Story;
  password = PASSWORD;
  /** Logins of the service that failed. */
  refusals = 0;
  readonly #ownsWorld: boolean;
  readonly #dataDir: string;
  readonly #options: Partial<ImapServerOptions>;
  #server: ImapServer;

  private constructor(parts: {
    dataDir: string;
    options: Partial<ImapServerOptions>;
    server: ImapServer;
    world: World;
    ownsWorld: boolean;
  }) {
    this.#dataDir = parts.dataDir;
    this.#options = parts.options;
    this.#server = parts.server;
    this.world = parts.world;
    this.#ownsWorld = parts.ownsWorld;
    this.story = parts.world.account(() => this.#connect());
  }

  /** @param threads one mail each, in the inbox, known to the service */
  static async open(
    threads: readonly string[],
    more: {
      readonly server?: Partial<ImapServerOptions>;
      readonly settings?: Partial<AccountSettings>;
      readonly timing?: Partial<WritebackTiming>;
      /** Beside other accounts. */
      readonly world?: World;
    } = {},
  ): Promise<ImapAccount> {
    const dataDir = await mkdtemp(join(tmpdir(), 'mailfold-writeback-'));
    const options = more.server ?? {};
    const server = await start(dataDir, options);
    const world = more.world ?? (await World.open(more.timing));
    const account = new ImapAccount({ dataDir, options, server, world, ownsWorld: more.world === undefined });
    for (const thread of threads) await account.mailbox.deliver('INBOX', mail(thread));
    account.story.connected(more.settings);
    await account.sync();
    return account;
  }

  get mailbox(): MailboxStore {
    return this.#server.mailbox(LOGIN);
  }

  get options(): ConnectOptions {
    const { tlsPort, certificate } = this.#server;
    const pinned = certificate === undefined ? {} : { pinnedCertificate: certificate.cert };
    return {
      settings: { imap: { host: '127.0.0.1', port: tlsPort ?? 0, tls: 'implicit', ...pinned } },
      credentials: { kind: 'password', login: LOGIN, password: this.password },
    };
  }

  /** Tells the service of the mailbox as it is now. */
  async sync(): Promise<void> {
    await using session = await provider.connect(this.options);
    await tellMailbox(session, this.story);
    await this.world.hears(this.story);
  }

  look(): Promise<Record<string, string[]>> {
    return look(this.options);
  }

  plays(faults: FaultScript): void {
    this.#server.playFaults(faults);
  }

  /** The provider goes away; its mail stays. */
  halt(): Promise<void> {
    return this.#server.close();
  }

  async resume(faults: FaultScript = []): Promise<void> {
    const port = this.#server.tlsPort ?? 0;
    this.#server = await start(this.#dataDir, { ...this.#options, port, faults });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ownsWorld) await this.world[Symbol.asyncDispose]();
    await this.#server.close();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #connect(): Promise<MailSession> {
    try {
      return await provider.connect(this.options);
    } catch (error) {
      this.refusals += 1;
      throw error;
    }
  }
}

const start = (dataDir: string, options: Partial<ImapServerOptions>): Promise<ImapServer> =>
  ImapServer.start({ users: [{ login: LOGIN, password: PASSWORD }], dataDir, ...options });
