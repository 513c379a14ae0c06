import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DovecotDescription } from './description.ts';
import { deliverByLmtp } from './lmtp.ts';
import { appendToMaildir, type MaildirMessage } from './maildir.ts';

export type DovecotUser = { readonly user: string; readonly password: string };

export type DovecotControl = {
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
};

/** A running Dovecot and what tests do with it. */
export class Dovecot implements AsyncDisposable {
  readonly host: string;
  /** IMAP in clear with STARTTLS. */
  readonly port: number;
  /** IMAP over TLS. */
  readonly tlsPort: number;
  readonly lmtpPort: number;
  /** The self-signed certificate to trust (`ca`), as PEM. */
  readonly certificate: string;
  readonly #server: DovecotDescription;
  readonly #control: DovecotControl;

  constructor(description: DovecotDescription, control: DovecotControl) {
    this.host = description.host;
    this.port = description.port;
    this.tlsPort = description.tlsPort;
    this.lmtpPort = description.lmtpPort;
    this.certificate = description.certificate;
    this.#server = description;
    this.#control = control;
  }

  /** Adds a user with an empty mailbox, so that each test can have its own. Mail is kept as Maildir; as sdbox for a name that begins with `sdbox-`. */
  async addUser(name = `user-${randomUUID()}`, password = randomUUID()): Promise<DovecotUser> {
    const home = join(this.#server.homes, name);
    const { uid, gid } = this.#server.mailOwner;
    await mkdir(home, { recursive: true });
    await chown(home, uid, gid);
    await writeFile(join(this.#server.users, name), `${name}:${password}\n`);
    return { user: name, password };
  }

  /** Delivers a mail into a user's INBOX, as the outside world does: IDLE hears of it. */
  async deliver(user: string, raw: string | Uint8Array): Promise<void> {
    await deliverByLmtp({ host: this.host, port: this.lmtpPort }, user, raw);
  }

  /** Writes many mails as files; see `appendToMaildir`. @returns how many were written */
  async appendMaildir(
    user: string,
    folder: string,
    messages: Iterable<MaildirMessage> | AsyncIterable<MaildirMessage>,
  ): Promise<number> {
    return appendToMaildir(this.maildir(user), folder, this.#server.mailOwner, messages);
  }

  /** The folder of a user's Maildir. */
  maildir(user: string): string {
    return join(this.#server.homes, user, 'Maildir');
  }

  /** Runs doveadm, as in `doveadm('mailbox', 'create', '-u', user, 'Kunden')`. @returns what it printed */
  async doveadm(...args: readonly string[]): Promise<string> {
    const [command = 'doveadm', ...first] = this.#server.doveadm;
    const { stdout } = await promisify(execFile)(command, [...first, ...args]);
    return stdout;
  }

  /** Ends the server as a power cut would; its mail, users and ports are kept for `resume`. */
  async halt(): Promise<void> {
    await this.#control.halt();
  }

  async resume(): Promise<void> {
    await this.#control.resume();
  }

  /** Ends the server and removes its mail. */
  async stop(): Promise<void> {
    await this.#control.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
