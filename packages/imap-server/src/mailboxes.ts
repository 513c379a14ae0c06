import { join } from 'node:path';
import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '@mailfold/kernel';
import { MailfoldError, sha256, sha256Hex, systemClock } from '@mailfold/kernel';
import { offeredCapabilities } from './capability.ts';
import type { ImapServerOptions, ImapUser } from './server-options.ts';
import { GMAIL_FOLDERS, USUAL_FOLDERS } from './server-options.ts';
import type { MailboxStore } from './store/mailbox-store.ts';
import { openMailboxStore } from './store/open-mailbox-store.ts';

interface Account {
  readonly user: ImapUser;
  readonly store: MailboxStore;
}

/** The mail of all users. */
export class Mailboxes {
  readonly #accounts: ReadonlyMap<string, Account>;

  private constructor(accounts: readonly Account[]) {
    this.#accounts = new Map(accounts.map((account) => [account.user.login, account]));
  }

  static async open(options: ImapServerOptions): Promise<Mailboxes> {
    const isGmail = offeredCapabilities(options.capabilities).has('X-GM-EXT-1');
    const plans = options.folders ?? (isGmail ? GMAIL_FOLDERS : USUAL_FOLDERS);
    const clock: Clock = options.clock ?? systemClock;
    const accounts: Account[] = [];
    for (const user of options.users) {
      const directory = options.dataDir && join(options.dataDir, 'users', directoryName(user.login));
      const store = openMailboxStore({ login: user.login, directory, clock, isGmail });
      for (const plan of plans) {
        if (store.admin.has(plan.path)) continue;
        await store.admin.create(plan.path, { specialUse: plan.specialUse });
        await store.admin.subscribe(plan.path);
      }
      accounts.push({ user, store });
    }
    return new Mailboxes(accounts);
  }

  /** @throws MailfoldError imap-server/unknown-user */
  mailbox(login: string): MailboxStore {
    const account = this.#accounts.get(login);
    if (account !== undefined) return account.store;
    throw new MailfoldError({
      code: 'imap-server/unknown-user',
      message: 'Opening a mailbox: no user of this server has that login. Name it in `users` when starting the server.',
    });
  }

  logIn(login: string, password: string): MailboxStore | undefined {
    const account = this.#accounts.get(login);
    const right = timingSafeEqual(sha256(account?.user.password ?? ''), sha256(password));
    return right ? account?.store : undefined;
  }

  async close(): Promise<void> {
    for (const { store } of this.#accounts.values()) await store.close();
  }
}

// A login may hold anything; a file name may not, and some file systems fold case.
const directoryName = (login: string): string => sha256Hex(login).slice(0, 16);
