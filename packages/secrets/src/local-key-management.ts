import { decrypt, encrypt } from './envelope.ts';
import type { KeyId, KeyManagement, WrappedKey } from './key-management.ts';
import type { MasterKey } from './master-key.ts';
import { secretError } from './secret-error.ts';
import { localForm, partsOf } from './wrapped-key.ts';

const WRAP_AAD = 'mailfold account key';

/** A master key that this process holds, from a file or the environment. */
export class LocalKeyManagement implements KeyManagement {
  readonly #master: MasterKey;

  constructor(master: MasterKey) {
    this.#master = master;
  }

  keyId(): Promise<KeyId> {
    return Promise.resolve(this.#master.id);
  }

  opens(id: KeyId): boolean {
    return id === this.#master.id;
  }

  async wrap(key: Uint8Array): Promise<WrappedKey> {
    return localForm(this.#master.id, encrypt(this.#master.bytes, key, WRAP_AAD));
  }

  async unwrap(wrapped: WrappedKey): Promise<Buffer> {
    const { id, body } = partsOf(wrapped);
    if (!this.opens(id))
      throw secretError(
        'secrets/wrong-key',
        `An account key was wrapped under the master key ${id}, and this one is ${this.#master.id}.`,
      );
    try {
      return decrypt(this.#master.bytes, body, WRAP_AAD);
    } catch (cause) {
      throw secretError('secrets/damaged', 'Opening an account key failed: it was changed.', cause);
    }
  }
}
