import type { MaildirMessage } from '@mailfold/dev-env';
import { ImapServer } from '@mailfold/imap-server';
import { RECIPIENT } from '../corpus/easy-ham.ts';
import { mailbox } from '../corpus/mailbox.ts';
import type { Login } from '../engine/connect-account.ts';

const PASSWORD = 'bench';

/** A mail that has come in, and when the server said so. */
export interface Arrival {
  readonly messageId: string;
  /** Milliseconds since 1970: just before EXISTS is written to whoever idles. */
  readonly existsAt: number;
}

/** Our own IMAP server in this process: it tells an idling client at once, and of every command when it came. */
export class MailSource implements AsyncDisposable {
  readonly login: Login;
  readonly #server: ImapServer;
  readonly #coming: AsyncGenerator<MaildirMessage & { readonly raw: Buffer }>;
  #commands: { readonly command: string; readonly at: number }[] = [];

  private constructor(server: ImapServer, coming: AsyncGenerator<MaildirMessage & { readonly raw: Buffer }>) {
    this.#server = server;
    this.#coming = coming;
    this.login = { host: '127.0.0.1', port: server.port, user: RECIPIENT, password: PASSWORD };
    server.on('command', ({ command }) => this.#commands.push({ command, at: nowMs() }));
  }

  /** @param there how many mails are in INBOX already @param coming how many can come in */
  static async start(there: number, coming: number): Promise<MailSource> {
    const server = await ImapServer.start({ users: [{ login: RECIPIENT, password: PASSWORD }], tls: 'none' });
    const mails = mailbox(there + coming);
    for (let nth = 0; nth < there; nth += 1) {
      const { value } = await mails.next();
      if (value !== undefined) await server.mailbox(RECIPIENT).deliver('INBOX', value.raw, value);
    }
    return new MailSource(server, mails);
  }

  async deliver(): Promise<Arrival> {
    const { value } = await this.#coming.next();
    if (value === undefined) throw new Error('no more mail');
    const messageId = `${crypto.randomUUID()}@bench.example`;
    const raw = Buffer.concat([Buffer.from(`Message-ID: <${messageId}>\n`), withoutMessageId(value.raw)]);
    this.#commands = [];
    const existsAt = nowMs();
    // Each is newer than the ones before: INTERNALDATE knows seconds, and two of one second have no order.
    await this.#server.mailbox(RECIPIENT).deliver('INBOX', raw, { internalDate: value.internalDate });
    return { messageId, existsAt };
  }

  /** When the engine first gave this command after the last delivery. */
  firstCommandAt(name: string): number | undefined {
    return this.#commands.find(({ command }) => command.endsWith(name))?.at;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.close();
  }
}

const withoutMessageId = (raw: Buffer): Buffer =>
  Buffer.from(raw.toString('latin1').replace(/^message-id:.*\r?\n(?:[ \t].*\r?\n)*/im, ''), 'latin1');

/** With fractions, on the same clock as the database's. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
