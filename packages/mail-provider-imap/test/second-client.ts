import type { ConnectOptions } from '@mailfold/mail-provider';
import type { PlacedMail } from '@mailfold/mail-provider/contract';
import { ImapFlow } from 'imapflow';

/** Another mail program at the same account, straight over the library. */
export class SecondClient {
  readonly #options: ConnectOptions;

  constructor(options: ConnectOptions) {
    this.#options = options;
  }

  async place(path: string, mails: readonly PlacedMail[]): Promise<void> {
    await this.#use(async (client) => {
      await client.mailboxCreate(path).catch(() => undefined); // INBOX is there already
      for (const { raw, receivedAt, seen } of mails) {
        await client.append(path, Buffer.from(raw), seen === true ? ['\\Seen'] : [], receivedAt);
      }
    });
  }

  async mark(path: string, uids: readonly number[], seen: boolean): Promise<void> {
    await this.#in(path, async (client) => {
      if (seen) await client.messageFlagsAdd([...uids], ['\\Seen'], { uid: true });
      else await client.messageFlagsRemove([...uids], ['\\Seen'], { uid: true });
    });
  }

  async expunge(path: string, uids: readonly number[]): Promise<void> {
    await this.#in(path, (client) => client.messageDelete([...uids], { uid: true }));
  }

  async moveAway(path: string, uids: readonly number[], to: string): Promise<void> {
    await this.#in(path, (client) => client.messageMove([...uids], to, { uid: true }));
  }

  async #in(path: string, work: (client: ImapFlow) => Promise<unknown>): Promise<void> {
    await this.#use(async (client) => {
      await client.mailboxOpen(path);
      await work(client);
    });
  }

  async #use(work: (client: ImapFlow) => Promise<unknown>): Promise<void> {
    const { settings, credentials } = this.#options;
    if (credentials.kind !== 'password') throw new Error('the second client knows passwords only');
    const client = new ImapFlow({
      host: settings.imap.host,
      port: settings.imap.port,
      secure: settings.imap.tls === 'implicit',
      tls: { rejectUnauthorized: false },
      auth: { user: credentials.login, pass: credentials.password },
      logger: false,
      disableAutoIdle: true,
    });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.logout();
    }
  }
}
