/** Where a blob is, as a short opaque text that may stand in an event. It names its account, and only this kind of store can read it. */
export type BlobRef = string;

/**
 * Keeps bytes: raw mail, texts, attachments. Blobs of different accounts never share a file, so that an account can be removed alone.
 *
 * Errors are `MailfoldError`s of this package's codes: `blob-store/full` (retry: backoff), `blob-store/not-found`, `blob-store/damaged`,
 * `blob-store/unavailable` (retry: backoff).
 */
export interface BlobStore extends AsyncDisposable {
  /**
   * Stores all blobs or fails; when it resolves they survive a loss of power. Call it with whole batches: durability costs the same for
   * one blob as for hundreds. After an error the batch may be put again; what was half written is never found.
   * @param account a UUID
   * @returns a reference for each blob, in the same order
   */
  put(account: string, blobs: readonly Uint8Array[]): Promise<readonly BlobRef[]>;

  /** The bytes as they were put, verified by their digest. Fails with `blob-store/not-found` or `blob-store/damaged`. */
  get(ref: BlobRef): Promise<Buffer>;

  /** As `get`, for many at once: one of them missing or damaged fails all. Cheaper where the blobs were put together. */
  getMany(refs: readonly BlobRef[]): Promise<readonly Buffer[]>;

  /**
   * Forgets these blobs of the account; when it resolves none of them is found any more, also after a loss of power. Deleting what is not
   * there is a success, so that who was killed meanwhile does it again. Other references stay as they are.
   */
  delete(account: string, refs: readonly BlobRef[]): Promise<void>;

  /** Forgets everything of the account. Removing what is not there is a success. A put that runs meanwhile ends before or fails. */
  remove(account: string): Promise<void>;
}
