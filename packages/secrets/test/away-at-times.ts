import { until } from '@mailfold/dev-env';
import { MailfoldError } from '@mailfold/kernel';
import type { KeyId, KeyManagement, WrappedKey } from '@mailfold/secrets';

/** A holder of a master key between which and us the line can be cut. */
export class AwayAtTimes implements KeyManagement {
  away = false;
  /** So often it was to unwrap. */
  asked = 0;
  readonly #inner: KeyManagement;

  constructor(inner: KeyManagement) {
    this.#inner = inner;
  }

  keyId(): Promise<KeyId> {
    return this.#reach(() => this.#inner.keyId());
  }

  opens(id: KeyId): boolean {
    return this.#inner.opens(id);
  }

  wrap(key: Uint8Array): Promise<WrappedKey> {
    return this.#reach(() => this.#inner.wrap(key));
  }

  unwrap(wrapped: WrappedKey): Promise<Buffer> {
    this.asked += 1;
    return this.#reach(() => this.#inner.unwrap(wrapped));
  }

  /** Does something again and again, until that meant asking. */
  async untilAsked(work: () => Promise<void>): Promise<void> {
    const before = this.asked;
    await until(async () => {
      await work();
      return this.asked > before;
    });
  }

  /** Does something again and again, until it fails. */
  async untilForgotten(work: () => Promise<void>): Promise<void> {
    await until(() =>
      work().then(
        () => false,
        () => true,
      ),
    );
  }

  async #reach<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (!this.away) return ask();
    throw new MailfoldError({ code: 'secrets/kms-unreachable', message: 'away', retry: 'backoff' });
  }
}
