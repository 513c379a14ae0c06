import { hkdfSync } from 'node:crypto';
import { keyedHash } from '@mailfold/kernel';
import { decrypt, encrypt, KEY_BYTES } from './envelope.ts';
import { secretError } from './secret-error.ts';

/** A sealed value: may be stored in the database. `s1.<base64url>` */
export type Sealed = string;

const SEALED = /^s1\.([\w-]{38,})$/;

/** An account's key, open: seals what the account needs to log in (AES-256-GCM), and digests personal data. Never stored so. */
export class AccountKey {
  readonly #sealing: Buffer;
  readonly #digesting: Buffer;

  /** @param bytes 32 random ones; not kept */
  constructor(bytes: Uint8Array) {
    // One key for each use (RFC 5869), so that a digest never tells about what was sealed.
    const derived = (use: string): Buffer => Buffer.from(hkdfSync('sha256', bytes, '', `mailfold ${use}`, KEY_BYTES));
    this.#sealing = derived('seal');
    this.#digesting = derived('digest');
  }

  /** @param aad what the value is and whose, e.g. `login <account id>`: a value moved to another place does not open there */
  seal(plaintext: string, aad: string): Sealed {
    return `s1.${encrypt(this.#sealing, Buffer.from(plaintext, 'utf8'), aad).toString('base64url')}`;
  }

  /** @throws MailfoldError `secrets/wrong-key` (also when the aad is another), `secrets/damaged` */
  open(sealed: Sealed, aad: string): string {
    const [, body] = SEALED.exec(sealed) ?? [];
    if (body === undefined) throw secretError('secrets/damaged', 'Opening a sealed value failed.');
    try {
      return decrypt(this.#sealing, Buffer.from(body, 'base64url'), aad).toString('utf8');
    } catch (cause) {
      throw secretError(
        'secrets/wrong-key',
        'Opening a sealed value failed: the key is another, or the value was changed or moved.',
        cause,
      );
    }
  }

  /**
   * A keyed digest of personal data (an address, a message's identity), for ids and for comparing: it says nothing to whoever has no key.
   * @param domain what is digested, e.g. `message-identity`: equal parts of different domains differ
   * @returns 32 bytes
   */
  digest(domain: string, ...parts: readonly string[]): Buffer {
    return keyedHash(this.#digesting, domain, ...parts);
  }
}
