import type { Dovecot, DovecotUser } from '@mailfold/dev-env';
import { churn } from '../journeys/mail/churn.ts';
import { writeMail } from '../journeys/mail/write-mail.ts';
import { Oracle } from '../journeys/oracle/oracle.ts';
import { seeded } from '../journeys/seeded.ts';

/** Of so many steps of a client one is a new mail. */
const NEWS_EVERY = 8;
const ADDRESS = 'churn@example.com';

/** Where another client was faster: the server's NO. */
const isRace = (error: unknown): boolean => error instanceof Error && / was answered with \S+ NO /.test(error.message);

/** Dovecot ends a session whose folder somebody else has renamed; a client logs in again. */
const isGone = (error: unknown): boolean => error instanceof Error && error.message.includes('closed the connection');

/** Mail clients of one mailbox, all at work at the same time: they move, copy, mark, expunge and append; and mail is delivered. */
export class Churners implements Disposable {
  /** Steps so far, of all of them. */
  steps = 0;
  readonly #dovecot: Dovecot;
  readonly #user: DovecotUser;
  readonly #clients: Oracle[];
  readonly #chance: Iterator<number, never>;

  private constructor(dovecot: Dovecot, user: DovecotUser, clients: Oracle[], seed: number) {
    this.#dovecot = dovecot;
    this.#user = user;
    this.#clients = clients;
    this.#chance = seeded(seed);
  }

  static async login(dovecot: Dovecot, user: DovecotUser, count: number, seed: number): Promise<Churners> {
    const clients = await Promise.all(Array.from({ length: count }, () => Oracle.login(dovecot, user)));
    return new Churners(dovecot, user, clients, seed);
  }

  /** So many steps of each. */
  async work(steps: number): Promise<void> {
    await Promise.all(this.#clients.map((_, nth) => this.#workOf(nth, steps)));
  }

  /** One folder. While nobody else is at work: Dovecot's sessions wait two minutes for one another where a folder is renamed under them. */
  async rename(): Promise<void> {
    using client = await Oracle.login(this.#dovecot, this.#user);
    const folders = (await client.folders()).filter((folder) => folder !== 'INBOX');
    const one = folders[this.#below(folders.length)];
    if (one !== undefined) await client.rename(one, `${one.replace(/ \d+$/, '')} ${this.steps}`);
  }

  async #workOf(nth: number, steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      this.steps += 1;
      try {
        await this.#step(this.#clients[nth]);
      } catch (error) {
        if (!isGone(error)) throw error;
        this.#clients[nth] = await Oracle.login(this.#dovecot, this.#user);
      }
    }
  }

  async #step(client: Oracle | undefined): Promise<void> {
    if (client === undefined) return;
    if (this.#below(NEWS_EVERY) > 0) await churn(client, this.#chance, 1, isRace);
    else await this.#news(client).catch(unlessRace);
  }

  async #news(client: Oracle): Promise<void> {
    const id = `churn-${this.steps}`;
    const raw = Buffer.from(writeMail({ from: 'bob@harbour.example', to: ADDRESS, subject: id, text: id, id }));
    const folders = await client.folders();
    const one = folders[this.#below(folders.length)] ?? 'INBOX';
    if (this.#below(2) === 0) await this.#dovecot.deliver(this.#user.user, raw);
    else await client.append(one, { raw });
  }

  #below(count: number): number {
    return Math.floor(this.#chance.next().value * count);
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients) client[Symbol.dispose]();
  }
}

const unlessRace = (error: unknown): void => {
  if (!isRace(error)) throw error;
};
