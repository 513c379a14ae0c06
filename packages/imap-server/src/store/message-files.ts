/** The bytes of messages, by digest. Copies share one entry, which goes with its last holder. */
export interface MessageFiles {
  /** Keeps the bytes and holds them once; when it resolves they survive a crash. */
  write(digest: string, raw: Buffer): Promise<void>;
  /** Holds bytes that are there once more. */
  hold(digest: string): void;
  release(digest: string): void;
  /** Throws when they are gone. */
  read(digest: string): Buffer;
}

/** Counts holders; tells when the last one is gone. */
export class Holders {
  readonly #counts = new Map<string, number>();

  hold(digest: string): void {
    this.#counts.set(digest, (this.#counts.get(digest) ?? 0) + 1);
  }

  /** @returns true when nobody holds it any more */
  release(digest: string): boolean {
    const left = (this.#counts.get(digest) ?? 0) - 1;
    if (left > 0) {
      this.#counts.set(digest, left);
      return false;
    }
    this.#counts.delete(digest);
    return true;
  }

  holds(digest: string): boolean {
    return this.#counts.has(digest);
  }
}
