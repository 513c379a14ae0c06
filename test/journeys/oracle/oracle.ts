import { decodeMailboxName, encodeMailboxName } from './modified-utf7.ts';
import { type ImapResponse, Wire } from './wire.ts';

/** A mail as the server shows it to somebody else. */
export interface OracleMail {
  readonly folder: string;
  /** UIDVALIDITY. */
  readonly epoch: number;
  readonly uid: number;
  /** System flags and keywords as the server writes them. */
  readonly flags: readonly string[];
  readonly raw: Buffer;
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

  /** Paths of all folders that can be selected. */
  async folders(): Promise<readonly string[]> {
    const listed = await this.#wire.command('LIST "" *');
    return listed.flatMap(({ line, literals }) => {
      const [, flags = '', name = ''] = /^\* LIST \(([^)]*)\) \S+ (.+)$/.exec(line) ?? [];
      if (name === '' || /\\no(select|nexistent)/i.test(flags)) return [];
      const wire = name === '{0}' ? String(literals[0]) : name.replace(/^"(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1');
      return [decodeMailboxName(wire)];
    });
  }

  /** Every mail of a folder, in order of UIDs. */
  async mails(folder: string): Promise<readonly OracleMail[]> {
    const epoch = await this.#select('EXAMINE', folder);
    const fetched = await this.#wire.command('UID FETCH 1:* (UID FLAGS BODY.PEEK[])');
    return fetched.flatMap((response) => mailOf(response, folder, epoch));
  }

  /** Every mail of every folder. */
  async everything(): Promise<readonly OracleMail[]> {
    const all: OracleMail[] = [];
    for (const folder of await this.folders()) all.push(...(await this.mails(folder)));
    return all;
  }

  async move(folder: string, uid: number, target: string): Promise<void> {
    await this.#select('SELECT', folder);
    await this.#wire.command(`UID MOVE ${uid} ${mailbox(target)}`);
  }

  async copy(folder: string, uid: number, target: string): Promise<void> {
    await this.#select('SELECT', folder);
    await this.#wire.command(`UID COPY ${uid} ${mailbox(target)}`);
  }

  /** Deletes one mail for good (RFC 4315). */
  async expunge(folder: string, uid: number): Promise<void> {
    await this.store(folder, uid, String.raw`+FLAGS (\Deleted)`);
    await this.#wire.command(`UID EXPUNGE ${uid}`);
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

  /** @returns UIDVALIDITY */
  async #select(verb: 'SELECT' | 'EXAMINE', folder: string): Promise<number> {
    const told = await this.#wire.command(`${verb} ${mailbox(folder)}`);
    const epoch = told.map(({ line }) => /\[UIDVALIDITY (\d+)\]/.exec(line)?.[1]).find((one) => one !== undefined);
    if (epoch === undefined) throw new Error(`${verb} told no UIDVALIDITY`);
    return Number(epoch);
  }
}

const mailOf = ({ line, literals }: ImapResponse, folder: string, epoch: number): readonly OracleMail[] => {
  const uid = /\bUID (\d+)/.exec(line)?.[1];
  const flags = /\bFLAGS \(([^)]*)\)/.exec(line)?.[1];
  const [raw] = literals;
  if (!/^\* \d+ FETCH /.test(line) || uid === undefined || raw === undefined) return [];
  return [{ folder, epoch, uid: Number(uid), flags: flags === undefined ? [] : flags.split(' '), raw }];
};
