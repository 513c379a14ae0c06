import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256Hex } from '@mailfold/kernel';
import { KEY_BYTES } from './envelope.ts';
import { secretError } from './secret-error.ts';

const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** The key under which all account keys are wrapped. It is never in the database, a log, an event or a backup of them. */
export class MasterKey {
  /** Tells keys apart without telling anything about them. */
  readonly id: string;
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.id = sha256Hex(Buffer.concat([Buffer.from('mailfold master key id'), bytes])).slice(0, 8);
  }

  /** @throws MailfoldError `secrets/bad-master-key` */
  static fromBase64(text: string): MasterKey {
    const trimmed = text.trim();
    if (!BASE64.test(trimmed)) throw secretError('secrets/bad-master-key', 'Reading the master key failed.');
    return new MasterKey(Buffer.from(trimmed, 'base64'));
  }

  /** @throws MailfoldError `secrets/bad-master-key` */
  static fromBuffer(bytes: Uint8Array): MasterKey {
    if (bytes.length !== KEY_BYTES) throw secretError('secrets/bad-master-key', 'Reading the master key failed.');
    return new MasterKey(Buffer.from(bytes));
  }

  /**
   * Reads the key from a file that its owner alone may read; a new one is made where there is no file, unless `make` is false.
   * @throws MailfoldError `secrets/key-file-exposed`, `secrets/key-file-unreadable`, `secrets/key-file-gone`, `secrets/bad-master-key`
   */
  static async fromFile(path: string, { make = true }: { readonly make?: boolean } = {}): Promise<MasterKey> {
    try {
      if (make) await makeKeyFile(path);
      const { mode } = await stat(path);
      // Windows has no such bits and answers 0o666 for every file.
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        throw secretError(
          'secrets/key-file-exposed',
          `The file ${path} has the permissions ${(mode & 0o777).toString(8)}.`,
        );
      }
      return MasterKey.fromBase64(await readFile(path, 'utf8'));
    } catch (error) {
      if (codeOf(error).startsWith('secrets/')) throw error;
      if (codeOf(error) === 'ENOENT') throw secretError('secrets/key-file-gone', `There is no file ${path}.`, error);
      throw secretError('secrets/key-file-unreadable', `Opening ${path} failed with ${codeOf(error)}.`, error);
    }
  }

  /** For this package alone. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** What a log or `JSON.stringify` gets to see. */
  toJSON(): string {
    return `[master key ${this.id}]`;
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'an unknown error';

/** Written whole and flushed under another name first: two starting at once, or a kill, leave one whole key. */
async function makeKeyFile(path: string): Promise<void> {
  if (await exists(path)) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    // Somebody else was first: theirs is the key.
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
