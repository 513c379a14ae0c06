/** Tells master keys apart and says nothing about them: eight hex digits of a local one, the ARN of one at AWS. */
export type KeyId = string;

/** An account's key, wrapped under a master key: may be stored in the database. The form is that of `wrapped-key.ts`. */
export type WrappedKey = string;

/**
 * A master key, wherever it is: the keys of accounts are wrapped under it. Where it is away every call rejects with
 * `secrets/kms-unreachable`, where it refuses with `secrets/kms-refused`; both are tried again (retry: backoff), since neither says
 * anything about what was sealed. Implementations keep nothing that was unwrapped.
 */
export interface KeyManagement {
  /** Of the key under which `wrap` wraps now. */
  keyId(): Promise<KeyId>;
  /** Whether this is whom to ask for what was wrapped under that key. */
  opens(id: KeyId): boolean;
  wrap(key: Uint8Array): Promise<WrappedKey>;
  /** @throws MailfoldError `secrets/wrong-key`, `secrets/damaged` */
  unwrap(wrapped: WrappedKey): Promise<Buffer>;
}
