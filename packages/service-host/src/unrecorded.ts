/** What keeps an account's mail from being brought over. */
export interface Hindrance {
  readonly reason: string;
  /** RFC 3339: since when. */
  readonly at: string;
  /** Whether the provider does not answer, or we cannot store. */
  readonly side: 'provider' | 'ours';
}

/**
 * What stands in the way of accounts and may not be in the log, because what stands in the way of their mail stands in the way of the log
 * too: a full disk, a database that is away. Whoever shows an account's state asks here as well. It lives as long as the process.
 */
export class Unrecorded {
  readonly #hindrances = new Map<string, Hindrance>();

  note(accountId: string, hindrance: Hindrance): void {
    this.#hindrances.set(accountId, hindrance);
  }

  forget(accountId: string): void {
    this.#hindrances.delete(accountId);
  }

  of(accountId: string): Hindrance | undefined {
    return this.#hindrances.get(accountId);
  }
}
