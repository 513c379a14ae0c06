/** The names of a message, as keyed digests. */
export interface IdentityKeys {
  /** Keyed digest of the content's identity. */
  readonly key: string;
  readonly providerKey?: string;
  /** Keyed digest of the Message-ID alone (S12). */
  readonly idKey?: string;
}
