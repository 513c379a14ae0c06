/** What is kept in memory of a message; its bytes lie in the message files. */
export interface StoredMessage {
  readonly uid: number;
  readonly modseq: number;
  readonly flags: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly internalDate: number;
  /** SHA-256 of the bytes, hex; names the file. */
  readonly digest: string;
  /** EMAILID (RFC 8474): kept by copies and moves. */
  readonly emailId: string;
  readonly threadId: string;
}
