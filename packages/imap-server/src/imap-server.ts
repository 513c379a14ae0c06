import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { systemClock } from '@mailfold/kernel';
import { offeredCapabilities } from './capability.ts';
import type { ServerCertificate } from './certificate.ts';
import { selfSignedCertificate } from './certificate.ts';
import { ClientConnection } from './connection/client-connection.ts';
import { FaultDirector } from './faults/fault-director.ts';
import type { FaultContext, FaultScript } from './faults/fault-script.ts';
import { keptCertificate } from './kept-certificate.ts';
import type { Listener } from './listener.ts';
import { listen } from './listener.ts';
import { Mailboxes } from './mailboxes.ts';
import type { ImapServerOptions } from './server-options.ts';
import { Conversation } from './session/conversation.ts';
import type { ServerFacts } from './session/session.ts';
import type { MailboxStore } from './store/mailbox-store.ts';

export interface ImapServerEvents {
  /** A command was read; nothing is done yet. */
  readonly command: [FaultContext];
  readonly connection: [number];
  readonly disconnection: [number];
  /** Something broke that is not a client's doing. */
  readonly failure: [unknown];
}

/** A client that is connected now. */
export interface ConnectedClient {
  readonly id: number;
  readonly secure: boolean;
  readonly login: string | undefined;
  readonly folder: string | undefined;
  /** Cuts the connection without a word. */
  drop(): void;
}

const MAX_COMMAND_BYTES = 64 * 1024 * 1024;

/** An IMAP4rev1 server on loopback: real mail for the demo company, misbehaviour on demand for tests. */
export class ImapServer extends EventEmitter<ImapServerEvents> implements AsyncDisposable {
  readonly certificate: ServerCertificate | undefined;
  readonly #options: ImapServerOptions;
  readonly #mailboxes: Mailboxes;
  readonly #faults: FaultDirector;
  readonly #facts: ServerFacts;
  readonly #conversations = new Map<Conversation, Promise<void>>();
  #clear: Listener | undefined;
  #secure: Listener | undefined;
  #count = 0;

  private constructor(options: ImapServerOptions, mailboxes: Mailboxes, certificate: ServerCertificate | undefined) {
    super();
    this.#options = options;
    this.#mailboxes = mailboxes;
    this.certificate = certificate;
    this.#faults = new FaultDirector(options.faults);
    this.#facts = {
      capabilities: offeredCapabilities(options.capabilities),
      delimiter: options.delimiter ?? '/',
      prefix: options.prefix ?? '',
      secureContext: certificate && createSecureContext(certificate),
      logIn: (login, password) => mailboxes.logIn(login, password),
      logInByToken: async (login, accessToken) =>
        (await options.takesToken?.(login, accessToken)) === true ? mailboxes.mailbox(login) : undefined,
      mailbox: (login) => mailboxes.mailbox(login),
    };
  }

  /**
   * @throws MailfoldError imap-server/journal-damaged, imap-server/cannot-listen
   */
  static async start(options: ImapServerOptions): Promise<ImapServer> {
    const mailboxes = await Mailboxes.open(options);
    const certificate = options.tls === 'none' ? undefined : await certificateFor(options);
    const server = new ImapServer(options, mailboxes, certificate);
    try {
      await server.#listen();
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  /** The port to connect to: in clear where there is one, else with TLS. */
  get port(): number {
    return this.#clear?.port ?? this.#secure?.port ?? 0;
  }

  /** The port with TLS from the first byte. */
  get tlsPort(): number | undefined {
    return this.#secure?.port;
  }

  get connections(): readonly ConnectedClient[] {
    return this.#conversations
      .keys()
      .toArray()
      .map(({ session }) => ({
        id: session.connection.id,
        secure: session.connection.secure,
        login: session.mailbox?.login,
        folder: session.selected?.folder.path,
        drop: () => session.connection.drop(),
      }));
  }

  /** @throws MailfoldError imap-server/unknown-user */
  mailbox(login: string): MailboxStore {
    return this.#mailboxes.mailbox(login);
  }

  /** From now on these faults, with counts that start anew; none when left out. */
  playFaults(script: FaultScript = []): void {
    this.#faults.play(script);
  }

  /** Ends every connection; what was acknowledged is on the disk. */
  async close(): Promise<void> {
    const closing = [this.#clear?.close(), this.#secure?.close()];
    for (const { session } of this.#conversations.keys()) session.connection.drop();
    await Promise.all([...closing, ...this.#conversations.values()]);
    await this.#mailboxes.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #listen(): Promise<void> {
    const { host = '127.0.0.1', port = 0, tls = 'implicit' } = this.#options;
    const onSocket = (socket: Socket): void => this.#welcome(socket);
    if (tls !== 'implicit') this.#clear = await listen({ host, port, onSocket });
    if (tls === 'starttls' || tls === 'none') return;
    const { certificate } = this;
    this.#secure = await listen({ host, port: tls === 'both' ? 0 : port, certificate, onSocket });
  }

  #welcome(socket: Socket): void {
    this.#count += 1;
    const connection = new ClientConnection(this.#count, socket, {
      maxCommandBytes: this.#options.maxCommandBytes ?? MAX_COMMAND_BYTES,
    });
    const conversation = new Conversation({
      connection,
      server: this.#facts,
      faults: this.#faults,
      openConnections: () => this.#conversations.size,
      onCommand: (context) => this.emit('command', context),
      onFailure: (error) => this.emit('failure', error),
    });
    this.emit('connection', connection.id);
    // Counted before it speaks: its greeting may depend on how many there are.
    const done = Promise.resolve().then(() => this.#converse(conversation));
    this.#conversations.set(conversation, done);
  }

  async #converse(conversation: Conversation): Promise<void> {
    await conversation.run();
    this.#conversations.delete(conversation);
    this.emit('disconnection', conversation.session.connection.id);
  }
}

function certificateFor(options: ImapServerOptions): Promise<ServerCertificate> {
  const { host = '127.0.0.1', dataDir, clock = systemClock } = options;
  if (options.certificate !== undefined) return Promise.resolve(options.certificate);
  if (dataDir === undefined) return selfSignedCertificate(host);
  return keptCertificate(dataDir, host, clock);
}
