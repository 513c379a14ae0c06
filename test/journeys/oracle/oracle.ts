import { decodeMailboxName, encodeMailboxName } from './modified-utf7.ts';
import { type ImapResponse, Wire } from './wire.ts';

/** Where the server shows a mail to somebody else. */
export interface OraclePlace {
  readonly folder: string;
  /** UIDVALIDITY. */
  readonly epoch: number;
  readonly uid: number;
  /** System flags and keywords as the server writes them. */
  readonly flags: readonly string[];
}

export interface OracleMail extends OraclePlace {
  /** INTERNALDATE as the server writes it. */
  readonly receivedAt: string;
  readonly raw: Buffer;
}

/** A mail to upload; INTERNALDATE is of now when left out. */
export interface Upload {
  readonly raw: Buffer;
  readonly flags?: readonly string[];
  readonly receivedAt?: Date;
}

export interface OracleServer {
  readonly host: string;
  /** IMAP in clear. */
  readonly port: number;
}

export interface OracleUser {
  readonly user: string;
  readonly password: string;
}

const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
const mailbox = (folder: string): string => quoted(encodeMailboxName(folder));

/** Another mail client, made of nothing but a socket: it shares no code with the engine, so it cannot share its errors. */
export class Oracle implements Disposable {
  readonly #wire: Wire;

  private constructor(wire: Wire) {
    this.#wire = wire;
  }

  static async login({ host, port }: OracleServer, { user, password }: OracleUser): Promise<Oracle> {
    const wire = await Wire.connect(host, port);
    await wire.command(`LOGIN ${quoted(user)} ${quoted(password)}`);
    return new Oracle(wire);
  }

  /** What the server says it can do. */
  async capabilities(): Promise<ReadonlySet<string>> {
    const told = await this.#wire.command('CAPABILITY');
    return new Set(told.flatMap(({ line }) => /^\* CAPABILITY (.*)$/i.exec(line)?.[1]?.toUpperCase().split(' ') ?? []));
  }

  /** What stands between the names of a folder and of those within it. */
  async delimiter(): Promise<string> {
    const listed = await this.#wire.command('LIST "" ""');
    return listed.map(({ line }) => /^\* LIST \([^)]*\) "(.)"/.exec(line)?.[1]).find((one) => one !== undefined) ?? '/';
  }

  /** Paths of all folders that can be selected. */
  async folders(): Promise<readonly string[]> {
    const listed = await this.#wire.command('LIST "" *');
    return listed.flatMap(({ line, literals }) => {
      const [, flags = '', name = ''] = /^\* LIST \(([^)]*)\) \S+ (.+)$/.exec(line) ?? [];
      if (name === '' || /\\no(select|nexistent)/i.test(flags)) return [];
      const wire = name === '{0}' ? String(literals[0]) : name.replace(/^"(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1');
      return [/^inbox$/i.test(wire) ? 'INBOX' : decodeMailboxName(wire)];
    });
  }

  /** Every mail of a folder, in order of UIDs. */
  async mails(folder: string): Promise<readonly OracleMail[]> {
    return this.#fetched(folder, '(UID FLAGS INTERNALDATE BODY.PEEK[])', mailOf);
  }

  /** Where mails lie in a folder, in order of UIDs. */
  async places(folder: string): Promise<readonly OraclePlace[]> {
    return this.#fetched(folder, '(UID FLAGS)', placeOf);
  }

  /** Every mail of every folder. */
  async everything(): Promise<readonly OracleMail[]> {
    const all: OracleMail[] = [];
    for (const folder of await this.folders()) all.push(...(await this.mails(folder)));
    return all;
  }

  /** Adds a mail to a folder (RFC 9051 §6.3.12). */
  async append(folder: string, { raw, flags = [], receivedAt }: Upload): Promise<void> {
    const date = receivedAt === undefined ? '' : ` ${dateTime(receivedAt)}`;
    await this.#wire.command(`APPEND ${mailbox(folder)} (${flags.join(' ')})${date}`, raw);
  }

  async move(folder: string, uid: number, target: string): Promise<void> {
    await this.#select('SELECT', folder);
    await this.#wire.command(`UID MOVE ${uid} ${mailbox(target)}`);
  }

  async copy(folder: string, uid: number, target: string): Promise<void> {
    await this.#select('SELECT', folder);
    await this.#wire.command(`UID COPY ${uid} ${mailbox(target)}`);
  }

  /** Deletes one mail for good (RFC 4315); without UIDPLUS, whatever is marked as deleted goes with it. */
  async expunge(folder: string, uid: number, hasUidPlus = true): Promise<void> {
    await this.store(folder, uid, String.raw`+FLAGS (\Deleted)`);
    await this.#wire.command(hasUidPlus ? `UID EXPUNGE ${uid}` : 'EXPUNGE');
  }

  /** Makes or removes a folder. */
  async change(what: 'CREATE' | 'DELETE', folder: string): Promise<void> {
    await this.#wire.command(`${what} ${mailbox(folder)}`);
  }

  async rename(folder: string, to: string): Promise<void> {
    await this.#wire.command(`RENAME ${mailbox(folder)} ${mailbox(to)}`);
  }

  /** @param change as in `+FLAGS (\Seen)` */
  async store(folder: string, uid: number, change: string): Promise<void> {
    await this.#select('SELECT', folder);
    await this.#wire.command(`UID STORE ${uid} ${change}`);
  }

  [Symbol.dispose](): void {
    this.#wire.close();
  }

  async #fetched<Item>(
    folder: string,
    items: string,
    itemOf: (response: ImapResponse, folder: string, epoch: number) => readonly Item[],
  ): Promise<readonly Item[]> {
    const { epoch, exists } = await this.#open('EXAMINE', folder);
    if (exists === 0) return []; // some servers take `1:*` of an empty folder for an error
    const fetched = await this.#wire.command(`UID FETCH 1:* ${items}`);
    return fetched.flatMap((response) => itemOf(response, folder, epoch));
  }

  async #select(verb: 'SELECT' | 'EXAMINE', folder: string): Promise<void> {
    await this.#open(verb, folder);
  }

  async #open(
    verb: 'SELECT' | 'EXAMINE',
    folder: string,
  ): Promise<{ readonly epoch: number; readonly exists: number }> {
    const told = (await this.#wire.command(`${verb} ${mailbox(folder)}`)).map(({ line }) => line).join('\n');
    const epoch = /\[UIDVALIDITY (\d+)\]/.exec(told)?.[1];
    if (epoch === undefined) throw new Error(`${verb} told no UIDVALIDITY`);
    return { epoch: Number(epoch), exists: Number(/^\* (\d+) EXISTS/m.exec(told)?.[1]) };
  }
}

const placeOf = ({ line }: ImapResponse, folder: string, epoch: number): readonly OraclePlace[] => {
  const uid = /\bUID (\d+)/.exec(line)?.[1];
  const flags = /\bFLAGS \(([^)]*)\)/.exec(line)?.[1];
  if (!/^\* \d+ FETCH /.test(line) || uid === undefined || flags === undefined) return [];
  return [{ folder, epoch, uid: Number(uid), flags: flags.split(' ').filter((flag) => flag !== '') }];
};

const mailOf = (response: ImapResponse, folder: string, epoch: number): readonly OracleMail[] => {
  const { line, literals } = response;
  const receivedAt = /\bINTERNALDATE "([^"]*)"/.exec(line)?.[1] ?? '';
  // A mail without a byte may come as a quoted string.
  const raw = literals[0] ?? (/BODY\[\] ""/.test(line) ? Buffer.alloc(0) : undefined);
  if (raw === undefined) return [];
  return placeOf(response, folder, epoch).map((place) => ({ ...place, receivedAt, raw }));
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 9051 §9, date-time; in UTC. */
const dateTime = (date: Date): string => {
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `"${day}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000"`;
};
