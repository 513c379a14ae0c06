import { type Corpora, until } from '@mailfold/dev-env';
import { sharedCorpus } from '../journeys/mail/corpus.ts';
import { writeMail } from '../journeys/mail/write-mail.ts';
import { compareMails } from '../journeys/mailfold/compare.ts';
import { ADDRESS, OWNER } from '../journeys/mailfold/connect.ts';
import { DataFolder } from '../journeys/mailfold/data-folder.ts';
import { everyEvent } from '../journeys/mailfold/every-event.ts';
import { type Entry, FoldedLedger, placeName } from '../journeys/mailfold/ledger.ts';
import { Mailfold } from '../journeys/mailfold/mailfold.ts';
import { Oracle, type OraclePlace } from '../journeys/oracle/oracle.ts';
import { fillMailbox, type Folders, foldersOf } from './mailbox.ts';
import { AGREED, disagreement, isInScope, listServer } from './oracle.ts';
import type { SuiteServer } from './suite-server.ts';

/** Loopback is no place where people's mail servers are, and these speak in clear: an operator has to allow both. */
const ALLOWED = { MAILFOLD_ALLOW_CLEARTEXT: '127.0.0.1', MAILFOLD_ALLOW_HOSTS: '127.0.0.1' };
const ROUND_SECONDS = 0.2;
const AGREE_WITHIN_MS = 15_000;

/** One account at one server, with the real engine on one side and other mail clients on the other. */
export class Story implements AsyncDisposable {
  readonly folders: Folders;
  readonly capabilities: ReadonlySet<string>;
  readonly seeded: { readonly taken: number; readonly refused: readonly string[] };
  readonly #server: SuiteServer;
  readonly #data: DataFolder;
  #mailfold: Mailfold;
  readonly #everSeen = new Set<string>();
  #accountId = '';

  private constructor(
    server: SuiteServer,
    about: Pick<Story, 'folders' | 'capabilities' | 'seeded'>,
    data: DataFolder,
    mailfold: Mailfold,
  ) {
    this.#server = server;
    this.folders = about.folders;
    this.capabilities = about.capabilities;
    this.seeded = about.seeded;
    this.#data = data;
    this.#mailfold = mailfold;
  }

  /** A mailbox that has seen a few years, and an engine that does not know it yet. */
  static async begin(server: SuiteServer, corpora: Corpora): Promise<Story> {
    const about = await Story.#fill(server, corpora);
    const data = await DataFolder.make();
    return new Story(server, about, data, await startOn(data));
  }

  static async #fill(server: SuiteServer, corpora: Corpora) {
    using oracle = await Oracle.login(server, server.user);
    const folders = foldersOf(await oracle.delimiter());
    const seeded = await fillMailbox(() => Oracle.login(server, server.user), folders, await sharedCorpus(corpora));
    return { folders, seeded, capabilities: await oracle.capabilities() };
  }

  get client() {
    return this.#mailfold.client;
  }

  get accountId(): string {
    return this.#accountId;
  }

  async connect(): Promise<void> {
    const { host, port, user } = this.#server;
    await this.client.directory.put('users', OWNER, { name: 'Ann' });
    const { id } = await this.client.accounts.connect({
      owner: OWNER,
      address: ADDRESS,
      servers: { imap: { host, port, tls: 'none' } },
      credentials: { kind: 'password', login: user.user, password: user.password },
      settings: {},
    });
    this.#accountId = id;
  }

  /** The engine ends as in a power cut. */
  async stopEngine(): Promise<void> {
    await this.#mailfold.kill();
  }

  async startEngine(): Promise<void> {
    this.#mailfold = await startOn(this.#data);
  }

  /** Another client, for as long as this takes. */
  async other<T>(does: (oracle: Oracle) => Promise<T>): Promise<T> {
    using oracle = await Oracle.login(this.#server, this.#server.user);
    return await does(oracle);
  }

  /** The highest place of a folder: where what was just added lies. */
  async newest(folder: string): Promise<OraclePlace> {
    const place = (await this.other((oracle) => oracle.places(folder))).at(-1);
    if (place === undefined) throw new Error(`${folder} is empty`);
    return place;
  }

  /** Adds a mail of today to a folder. @returns where it lies */
  async upload(folder: string, subject: string, receivedAt?: Date): Promise<OraclePlace> {
    const text = `${subject} in ${folder}`;
    const raw = Buffer.from(writeMail({ from: 'bob@harbour.example', to: ADDRESS, subject, text, id: subject }));
    await this.other((oracle) => oracle.append(folder, { raw, ...(receivedAt ? { receivedAt } : {}) }));
    return this.newest(folder);
  }

  async ledger(): Promise<FoldedLedger> {
    return new FoldedLedger(await everyEvent(this.client, ['ingest.']));
  }

  /** What became of the mail at a place. */
  async entryAt({ folder, epoch, uid }: OraclePlace): Promise<Entry | undefined> {
    return (await this.ledger()).places.get(placeName(folder, epoch, uid));
  }

  /** The message at a place, as soon as it is stored. */
  async messageAt(place: OraclePlace): Promise<string> {
    const what = `the mail at ${placeName(place.folder, place.epoch, place.uid)} being stored`;
    const entry = await until(
      async () => {
        const found = await this.entryAt(place);
        return found?.status === 'stored' && found;
      },
      { within: AGREE_WITHIN_MS, every: 50, what },
    );
    return entry.messageId;
  }

  /** Waits until the ledger accounts for each place at the server and for no other. */
  async agreed(): Promise<void> {
    let last: unknown;
    const isAgreed = async (): Promise<boolean> => {
      const places = await this.other(everyPlace);
      const { seen: _, ...wrong } = compareMails(places, await this.ledger());
      last = wrong;
      return Object.values(wrong).every((some) => some.length === 0);
    };
    const options = { within: AGREE_WITHIN_MS, every: 200, what: 'agreement' };
    await until(isAgreed, options).catch(() => {
      expect(last).toEqual({ missing: [], invented: [], doubled: [] });
    });
  }

  /** Message for message, byte for byte; waits for what is on its way. */
  async agreedInFull(): Promise<void> {
    await this.agreed();
    await this.#mailfold.settle().catch((error: unknown) => this.#sayWhy(error));
    const now = async () => {
      const listed = await listServer(this.#server, this.#server.user);
      for (const { hash } of listed) this.#everSeen.add(hash);
      return disagreement(this.client, listed, this.#everSeen);
    };
    let last = await now();
    const isAgreed = async (): Promise<boolean> => {
      last = await now();
      return Object.values(last).every((some) => some.length === 0);
    };
    const options = { within: AGREE_WITHIN_MS, every: 500, what: 'agreement in full' };
    await until(isAgreed, options).catch(() => expect(last).toEqual(AGREED));
  }

  async #sayWhy(cause: unknown): Promise<never> {
    const { state, lastError } = await this.client.accounts.get(this.#accountId);
    throw new Error(`the account stays ${state}: ${lastError?.words ?? 'without a word why'}`, { cause });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#mailfold[Symbol.asyncDispose]();
    await this.#data[Symbol.asyncDispose]();
    await this.#server[Symbol.asyncDispose]();
  }
}

const startOn = (data: DataFolder): Promise<Mailfold> =>
  Mailfold.start(data, { roundSeconds: ROUND_SECONDS, env: ALLOWED });

const everyPlace = async (oracle: Oracle): Promise<readonly OraclePlace[]> => {
  const all: OraclePlace[] = [];
  for (const folder of (await oracle.folders()).filter(isInScope)) all.push(...(await oracle.places(folder)));
  return all;
};
