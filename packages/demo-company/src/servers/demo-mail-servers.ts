import { join } from 'node:path';
import { ImapServer, type MailboxStore } from '@mailfold/imap-server';
import { systemClock, type Clock } from '@mailfold/kernel';
import { FOLDERS } from '../folders.ts';
import { ownerAddress } from '../owner-address.ts';
import { type KeptState, KeptStateFile } from './kept-state.ts';
import { onKeptPort } from './on-kept-port.ts';
import { SubmissionServer } from './submission-server.ts';

export interface DemoMailOptions {
  /** Keeps mail, password and ports. */
  readonly dataDir: string;
  readonly clock?: Clock;
}

/** Where to connect: TLS from the first byte, with a certificate (PEM) to be pinned. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly certificate: string;
}

const HOST = '127.0.0.1';

/** The demo company's mail provider: IMAP and submission in this process, on loopback. */
export class DemoMailServers implements AsyncDisposable {
  readonly login: string;
  readonly imap: Endpoint;
  readonly smtp: Endpoint;
  readonly #imap: ImapServer;
  readonly #smtp: SubmissionServer;
  readonly #kept: KeptStateFile;
  readonly #clock: Clock;

  private constructor(login: string, imap: ImapServer, smtp: SubmissionServer, kept: KeptStateFile, clock: Clock) {
    const certificate = imap.certificate?.cert ?? '';
    this.login = login;
    this.imap = { host: HOST, port: imap.port, certificate };
    this.smtp = { host: HOST, port: smtp.port, certificate };
    this.#imap = imap;
    this.#smtp = smtp;
    this.#kept = kept;
    this.#clock = clock;
  }

  /**
   * Seeds the mailbox at the first start, or goes on seeding where a crash ended it.
   *
   * @throws MailfoldError demo/state-damaged; those of `ImapServer.start`
   */
  static async start({ dataDir, clock = systemClock }: DemoMailOptions): Promise<DemoMailServers> {
    const kept = KeptStateFile.open(dataDir, clock.now());
    const { password, imapPort, smtpPort } = kept.state;
    const login = ownerAddress();
    const imap = await onKeptPort(imapPort, (port) =>
      ImapServer.start({
        dataDir: join(dataDir, 'imap'),
        users: [{ login, password }],
        folders: FOLDERS,
        host: HOST,
        port,
        clock,
      }),
    );
    try {
      if (!kept.state.isSeeded) await writeMailbox(imap.mailbox(login), kept.state);
      const smtp = await onKeptPort(smtpPort, (port) => startSubmission(imap, login, password, port, clock));
      kept.change({ isSeeded: true, imapPort: imap.port, smtpPort: smtp.port });
      return new DemoMailServers(login, imap, smtp, kept, clock);
    } catch (error) {
      await imap.close();
      throw error;
    }
  }

  /** Whether a mailbox was written here completely; before that nobody can know these servers. */
  static isSeeded({ dataDir }: Pick<DemoMailOptions, 'dataDir'>): boolean {
    return KeptStateFile.isSeeded(dataDir);
  }

  get password(): string {
    return this.#kept.state.password;
  }

  /** The day that the mailbox was rendered for: give it to `demoCompany` to get the records that fit. */
  get seededAt(): Date {
    return new Date(this.#kept.state.seededAt);
  }

  /** Lets the next new mail come in; resolves when it is on the disk and clients were told. */
  async deliverLive(): Promise<{ readonly messageId: string; readonly subject: string }> {
    const { live } = this.#kept.state;
    // Counted before it is delivered: a crash in between loses a mail that nobody wrote, and doubles none.
    this.#kept.change({ live: live + 1 });
    const { liveMail } = await import('../live/live-mail.ts');
    const { folder, raw, flags, internalDate, messageId, subject } = liveMail(live, this.#clock.now(), this.seededAt);
    await this.#imap.mailbox(this.login).deliver(folder, raw, { flags, internalDate });
    return { messageId, subject };
  }

  async close(): Promise<void> {
    await this.#smtp.close();
    await this.#imap.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

// Loaded here: what people wrote is a hundred modules, and a mailbox that was written before needs none of them.
async function writeMailbox(store: MailboxStore, { seededAt }: KeptState): Promise<void> {
  const [{ demoCompany }, { seed }] = await Promise.all([import('../demo-company.ts'), import('./seed.ts')]);
  await seed(store, demoCompany({ now: new Date(seededAt) }).mailbox);
}

function startSubmission(imap: ImapServer, login: string, password: string, port: number, clock: Clock) {
  const { certificate } = imap;
  if (certificate === undefined) throw new Error('the demo servers speak TLS only');
  return SubmissionServer.start({
    host: HOST,
    port,
    certificate,
    login,
    password,
    accept: async (recipients, raw) => {
      // All other addresses of this company are made up: mail to them ends here.
      if (recipients.includes(login)) await imap.mailbox(login).deliver('INBOX', raw, { internalDate: clock.now() });
    },
  });
}
