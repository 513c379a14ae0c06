import { randomBytes } from 'node:crypto';
import { isMailfoldError } from '@mailfold/kernel';
import { AccountKey } from './account-key.ts';
import { KEY_BYTES } from './envelope.ts';
import type { KeyId, KeyManagement, WrappedKey } from './key-management.ts';
import { secretError } from './secret-error.ts';
import { partsOf } from './wrapped-key.ts';

export interface KeyRingParts {
  /** Wraps what is new. */
  readonly current: KeyManagement;
  /** Open what was wrapped before; there are some while a rotation is under way. */
  readonly previous?: readonly KeyManagement[];
  /** How long an account's key stays in memory, in milliseconds; default an hour. */
  readonly keepMs?: number;
}

interface Kept {
  readonly key: AccountKey;
  readonly since: number;
}

const HOUR_MS = 3_600_000;

/**
 * All master keys that are known at once. An account's key is unwrapped once and kept for a bounded time; after half of it who holds
 * the master key is asked again, and while that one is away or refuses, what is kept goes on to the end of its time.
 */
export class KeyRing {
  readonly #current: KeyManagement;
  readonly #all: readonly KeyManagement[];
  readonly #keepMs: number;
  readonly #kept = new Map<WrappedKey, Kept>();
  readonly #asked = new Map<WrappedKey, Promise<AccountKey>>();

  constructor({ current, previous = [], keepMs = HOUR_MS }: KeyRingParts) {
    this.#current = current;
    this.#all = [current, ...previous];
    this.#keepMs = keepMs;
  }

  /** Of the key that wraps what is new. */
  currentId(): Promise<KeyId> {
    return this.#current.keyId();
  }

  knows(id: KeyId): boolean {
    return this.#all.some((one) => one.opens(id));
  }

  /** A new random key for an account. */
  async newKey(): Promise<{ readonly wrapped: WrappedKey; readonly key: AccountKey }> {
    const bytes = randomBytes(KEY_BYTES);
    const wrapped = await this.#current.wrap(bytes);
    return { wrapped, key: this.#keep(wrapped, new AccountKey(bytes)) };
  }

  /** @throws MailfoldError `secrets/wrong-key`, `secrets/damaged`; `secrets/kms-unreachable`, `secrets/kms-refused` (backoff) */
  async open(wrapped: WrappedKey): Promise<AccountKey> {
    const kept = this.#kept.get(wrapped);
    if (kept !== undefined && performance.now() - kept.since < this.#keepMs / 2) return kept.key;
    try {
      return await this.#ask(wrapped);
    } catch (error) {
      if (kept === undefined || !isMailfoldError(error) || error.retry === 'never') throw error;
      return kept.key;
    }
  }

  /** The same account key under the current master key: nothing sealed has to be sealed again. */
  async rewrap(wrapped: WrappedKey): Promise<WrappedKey> {
    const bytes = await this.#unwrap(wrapped);
    return this.#current.wrap(bytes);
  }

  /** Those who ask for one key at the same time wait for one answer. */
  #ask(wrapped: WrappedKey): Promise<AccountKey> {
    const asked = this.#asked.get(wrapped);
    if (asked !== undefined) return asked;
    const answer = this.#unwrap(wrapped)
      .then((bytes) => this.#keep(wrapped, new AccountKey(bytes)))
      .finally(() => this.#asked.delete(wrapped));
    this.#asked.set(wrapped, answer);
    return answer;
  }

  async #unwrap(wrapped: WrappedKey): Promise<Buffer> {
    const { id } = partsOf(wrapped);
    const holder = this.#all.find((one) => one.opens(id));
    if (holder !== undefined) return holder.unwrap(wrapped);
    throw secretError(
      'secrets/wrong-key',
      `An account key was wrapped under the master key ${id}, which is not given.`,
    );
  }

  #keep(wrapped: WrappedKey, key: AccountKey): AccountKey {
    const kept = { key, since: performance.now() };
    this.#kept.set(wrapped, kept);
    // Forgotten on time, also by a process that nobody asks anything; a timer that has been replaced finds another one.
    setTimeout(() => {
      if (this.#kept.get(wrapped) === kept) this.#kept.delete(wrapped);
    }, this.#keepMs).unref();
    return key;
  }
}
