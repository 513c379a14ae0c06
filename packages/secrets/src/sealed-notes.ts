import type { KeyRing } from './key-ring.ts';
import { secretError } from './secret-error.ts';

/** Seals what is kept for minutes and belongs to no account yet, each under a key of its own that is forgotten with it. */
export class SealedNotes {
  readonly #ring: KeyRing;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  /**
   * @param aad what the note is and whose: moved to another place it does not open there
   * @throws MailfoldError `secrets/kms-unreachable`, `secrets/kms-refused` (backoff)
   */
  async seal(text: string, aad: string): Promise<string> {
    const { wrapped, key } = await this.#ring.newKey();
    return `${wrapped} ${key.seal(text, aad)}`;
  }

  /** @throws MailfoldError `secrets/wrong-key`, `secrets/damaged`; `secrets/kms-unreachable`, `secrets/kms-refused` (backoff) */
  async open(note: string, aad: string): Promise<string> {
    const [wrapped, sealed] = note.split(' ');
    if (wrapped === undefined || sealed === undefined)
      throw secretError('secrets/damaged', 'Opening a sealed note failed.');
    return (await this.#ring.open(wrapped)).open(sealed, aad);
  }
}
