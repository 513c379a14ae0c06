import { hkdfSync, randomBytes } from 'node:crypto';
import { keyedHash } from '@mailfold/kernel';
import { decrypt, encrypt, KEY_BYTES } from './envelope.ts';
import type { MasterKey } from './master-key.ts';
import { secretError } from './secret-error.ts';

/** An account's key, wrapped under the master key: may be stored in the database. `k1.<id of the master key>.<base64url>` */
export type WrappedKey = string;

/** A sealed value: may be stored in the database. `s1.<base64url>` */
export type Sealed = string;

const WRAPPED = /^k1\.([0-9a-f]{8})\.([\w-]{80})$/;
const SEALED = /^s1\.([\w-]{38,})$/;
const WRAP_AAD = 'mailfold account key';

/**
 * Seals credentials under a key of their account, which is itself wrapped under the master key (AES-256-GCM both). Destroying the wrapped
 * key makes everything sealed under it unreadable.
 */
export class Sealer {
  readonly #master: MasterKey;

  constructor(master: MasterKey) {
    this.#master = master;
  }

  /** A new random key for an account. */
  newAccountKey(): WrappedKey {
    return this.#wrap(randomBytes(KEY_BYTES));
  }

  /**
   * @param aad what the value is and whose, e.g. `imap-password <account id>`: a value moved to another place does not open there
   * @throws MailfoldError `secrets/wrong-key`, `secrets/damaged` for the wrapped key
   */
  seal(wrapped: WrappedKey, plaintext: string, aad: string): Sealed {
    const sealed = encrypt(this.#derived(wrapped, 'seal'), Buffer.from(plaintext, 'utf8'), aad);
    return `s1.${sealed.toString('base64url')}`;
  }

  /** @throws MailfoldError `secrets/wrong-key` (also when the aad is another), `secrets/damaged` */
  open(wrapped: WrappedKey, sealed: Sealed, aad: string): string {
    const [, body] = SEALED.exec(sealed) ?? [];
    if (body === undefined) throw secretError('secrets/damaged', 'Opening a sealed value failed.');
    const key = this.#derived(wrapped, 'seal');
    try {
      return decrypt(key, Buffer.from(body, 'base64url'), aad).toString('utf8');
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
  keyedDigest(wrapped: WrappedKey, domain: string, ...parts: readonly string[]): Buffer {
    return this.digester(wrapped)(domain, ...parts);
  }

  /** `keyedDigest` for many: the account's key is opened once. */
  digester(wrapped: WrappedKey): (domain: string, ...parts: readonly string[]) => Buffer {
    const key = this.#derived(wrapped, 'digest');
    return (domain, ...parts) => keyedHash(key, domain, ...parts);
  }

  /** The same account key under another master key: nothing sealed has to be sealed again. */
  rewrap(wrapped: WrappedKey, next: Sealer): WrappedKey {
    return next.#wrap(this.#unwrap(wrapped));
  }

  #wrap(key: Uint8Array): WrappedKey {
    const { bytes, id } = this.#master;
    return `k1.${id}.${encrypt(bytes, key, WRAP_AAD).toString('base64url')}`;
  }

  #unwrap(wrapped: WrappedKey): Buffer {
    const [, id, body] = WRAPPED.exec(wrapped) ?? [];
    if (id === undefined || body === undefined) throw secretError('secrets/damaged', 'Opening an account key failed.');
    const { bytes, id: ours } = this.#master;
    if (id !== ours) {
      throw secretError(
        'secrets/wrong-key',
        `An account key was wrapped under the master key ${id}, and this one is ${ours}.`,
      );
    }
    try {
      return decrypt(bytes, Buffer.from(body, 'base64url'), WRAP_AAD);
    } catch (cause) {
      throw secretError('secrets/damaged', 'Opening an account key failed: it was changed.', cause);
    }
  }

  /** One key for each use (RFC 5869), so that a digest never tells about what was sealed. */
  #derived(wrapped: WrappedKey, use: 'seal' | 'digest'): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#unwrap(wrapped), '', `mailfold ${use}`, KEY_BYTES));
  }
}
