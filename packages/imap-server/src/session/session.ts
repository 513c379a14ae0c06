import type { SecureContext } from 'node:tls';
import type { Capability } from '../capability.ts';
import type { ClientConnection } from '../connection/client-connection.ts';
import { no } from '../protocol/command-refused.ts';
import type { MailboxStore } from '../store/mailbox-store.ts';
import type { SelectedFolder } from './selected-folder.ts';

/** What all connections of a server have in common. */
export interface ServerFacts {
  readonly capabilities: ReadonlySet<Capability>;
  readonly delimiter: string;
  /** Before every personal folder but INBOX; empty, or ending in the delimiter. */
  readonly prefix: string;
  readonly secureContext: SecureContext | undefined;
  /** The user's mail, or nothing when the password is wrong. */
  readonly logIn: (login: string, password: string) => MailboxStore | undefined;
  /** As `logIn`, with an access token in place of the password. */
  readonly logInByToken: (login: string, accessToken: string) => Promise<MailboxStore | undefined>;
  readonly mailbox: (login: string) => MailboxStore;
}

/** One client's conversation: what it is logged in to, has selected and enabled. */
export class Session {
  readonly connection: ClientConnection;
  readonly server: ServerFacts;
  readonly enabled = new Set<Capability>();
  /** Of the command being done. */
  tag = '';
  #mailbox: MailboxStore | undefined;
  #selected: SelectedFolder | undefined;

  constructor(connection: ClientConnection, server: ServerFacts) {
    this.connection = connection;
    this.server = server;
  }

  get mailbox(): MailboxStore | undefined {
    return this.#mailbox;
  }

  get selected(): SelectedFolder | undefined {
    return this.#selected;
  }

  /** The user's mail, for verbs that need a login. */
  get mail(): MailboxStore {
    if (this.#mailbox === undefined) throw no('Log in first');
    return this.#mailbox;
  }

  /** The selected folder, for verbs that need one. */
  get open(): SelectedFolder {
    if (this.#selected === undefined) throw no('No mailbox selected');
    return this.#selected;
  }

  /** STARTTLS is to be had, so a password in clear is not taken (RFC 3501 §6.2.3, LOGINDISABLED). */
  get mustSecureFirst(): boolean {
    return !this.connection.secure && this.offers('STARTTLS');
  }

  offers(capability: Capability): boolean {
    if (capability === 'STARTTLS' && this.server.secureContext === undefined) return false;
    return this.server.capabilities.has(capability);
  }

  logIn(mailbox: MailboxStore): void {
    this.#mailbox = mailbox;
  }

  select(folder: SelectedFolder | undefined): void {
    this.#selected?.close();
    this.#selected = folder;
  }

  /** Queues what other clients did. */
  tellNews(options: { readonly expunges: boolean }): void {
    const lines = this.#selected?.tell({
      expunges: options.expunges,
      vanished: this.enabled.has('QRESYNC'),
      modseq: this.enabled.has('CONDSTORE'),
    });
    for (const line of lines ?? []) this.connection.write(line);
  }

  /** Ends the conversation from the server's side. */
  async sayBye(text: string): Promise<void> {
    this.connection.write(`* BYE ${text}\r\n`);
    await this.connection.end();
  }

  /** What a client does with CONDSTORE's words enables it (RFC 7162 §3.1). */
  useCondstore(): void {
    if (this.offers('CONDSTORE')) this.enabled.add('CONDSTORE');
  }
}
