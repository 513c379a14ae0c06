import type { Dovecot, DovecotUser } from '@mailfold/dev-env';
import { writeMail } from '../journeys/mail/write-mail.ts';
import { Oracle } from '../journeys/oracle/oracle.ts';
import { acknowledged, command, type Command, type Mailfold } from './commands.ts';
import { addressOf, connection, type Owner } from './company.ts';
import type { Deed } from './plan.ts';

/** Does the deeds of a plan: mail at once, commands one after the other in a queue of their own, as they wait for who is away. */
export class Deeds {
  /** In the order in which they were acknowledged. */
  readonly done: Command[] = [];
  readonly #mailfold: Mailfold;
  readonly #dovecot: Dovecot;
  readonly #users: Readonly<Record<Owner, DovecotUser>>;
  #queue: Promise<void> = Promise.resolve();
  #asked = 0;

  constructor(mailfold: Mailfold, dovecot: Dovecot, users: Readonly<Record<Owner, DovecotUser>>) {
    this.#mailfold = mailfold;
    this.#dovecot = dovecot;
    this.#users = users;
  }

  /** Resolves when the mail of these deeds is where it should be; commands may be waiting still. */
  async start(deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) {
      if (deed.kind === 'deliver' || deed.kind === 'move' || deed.kind === 'flag') await this.#atServer(deed);
      else this.#inQueue(deed);
    }
  }

  /** Resolves when all commands are acknowledged. */
  async finished(): Promise<void> {
    await this.#queue;
  }

  async #atServer(deed: Extract<Deed, { readonly kind: 'deliver' | 'move' | 'flag' }>): Promise<void> {
    const user = this.#users[deed.owner];
    if (deed.kind === 'deliver') {
      const { customer, id } = deed;
      const parties = { from: `buyer${customer}@customer${customer}.example`, to: addressOf(deed.owner) };
      const subject = `Re: Offer 0 for customer ${customer}`;
      await this.#dovecot.deliver(user.user, writeMail({ ...parties, subject, text: id, id }));
      return;
    }
    using oracle = await Oracle.login(this.#dovecot, user);
    const mails = await oracle.mails('INBOX');
    const uid = mails[Math.floor(deed.at * mails.length)]?.uid;
    if (uid === undefined) return;
    if (deed.kind === 'move') await oracle.move('INBOX', uid, deed.to);
    else await oracle.store('INBOX', uid, `${deed.seen ? '+' : '-'}FLAGS (\\Seen)`);
  }

  #inQueue(deed: Command | Extract<Deed, { readonly kind: 'connect' }>): void {
    this.#asked += 1;
    const id = `chaos-${this.#asked}`;
    this.#queue = this.#queue.then(async () => {
      if (deed.kind === 'connect') {
        const body = connection(deed.owner, this.#dovecot, this.#users[deed.owner]);
        await acknowledged(this.#mailfold, { method: 'POST', path: '/v1/accounts', body }, id);
        return;
      }
      await command(this.#mailfold, deed, id);
      this.done.push(deed);
    });
    // Told of when it is awaited.
    this.#queue.catch(() => undefined);
  }
}
