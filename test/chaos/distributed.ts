import { createClient } from '@mailfold/client';
import type { Dovecot, DovecotStarter, DovecotUser } from '@mailfold/dev-env';
import { DataDirectory } from '@mailfold/embedded';
import { type Local, startLocal } from '@mailfold/local';
import { DataFolder } from '../journeys/mailfold/data-folder.ts';
import type { Mailfold } from './commands.ts';
import { fillDirectory, fillMailboxes, type Owner } from './company.ts';
import { Deeds } from './deeds.ts';

/** Every service as a process of its own, two of threading, with a CRM's directory and mailboxes that nobody has connected yet. */
export class Distributed implements AsyncDisposable {
  readonly local: Local;
  readonly dovecot: Dovecot;
  readonly users: Readonly<Record<Owner, DovecotUser>>;
  readonly mailfold: Mailfold;
  readonly deeds: Deeds;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    stack: AsyncDisposableStack,
    parts: Pick<Distributed, 'local' | 'dovecot' | 'users' | 'mailfold'>,
  ) {
    this.#stack = stack;
    this.local = parts.local;
    this.dovecot = parts.dovecot;
    this.users = parts.users;
    this.mailfold = parts.mailfold;
    this.deeds = new Deeds(parts.mailfold, parts.dovecot, parts.users);
  }

  /** @param mails in each mailbox */
  static async start(startDovecot: DovecotStarter['startDovecot'], mails: number): Promise<Distributed> {
    await using stack = new AsyncDisposableStack();
    const dovecot = stack.use(await startDovecot());
    const users = await fillMailboxes(dovecot, mails);
    const folder = stack.use(await DataFolder.make());
    const data = stack.use(await DataDirectory.take(folder.path));
    const local = stack.use(
      await startLocal({
        data,
        instances: { threading: 2 },
        env: { MAILFOLD_ROUND_SECONDS: '1', MAILFOLD_ALLOW_HOSTS: '127.0.0.1' },
      }),
    );
    const { url, rows } = local;
    const key = local.identity.serviceKey;
    const mailfold = { client: createClient({ url, key }), url, key, rows };
    await fillDirectory(mailfold.client);
    return new Distributed(stack.move(), { local, dovecot, users, mailfold });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}
