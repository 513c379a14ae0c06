import type { RejectedMail, RejectionCode } from './read-mail.ts';

/** Real mail stays far below all of these; what passes them is an attack (X15). */
export const LIMITS = {
  /** Multiparts within multiparts. */
  depth: 100,
  parts: 10_000,
  /** Bytes of one header. */
  headerBytes: 4 * 1024 * 1024,
  /** Characters of text that search gets to see. */
  searchCharacters: 1_000_000,
  /** Characters of html that are searched for text. */
  htmlCharacters: 4_000_000,
  /** Characters of text whose soft line breaks are undone. */
  flowedCharacters: 2_000_000,
  subjectCharacters: 4_000,
  nameCharacters: 200,
  filenameCharacters: 200,
  /** Characters of all addresses of a message together: they must fit into an event. */
  addressCharacters: 80_000,
  /** Characters of References; of a longer list the first and the newest stay (RFC 5322 §3.6.4). */
  referencesCharacters: 16_000,
} as const;

/** Thrown within the reader and turned into a `RejectedMail`. */
export class Rejection extends Error {
  readonly rejected: RejectedMail;

  constructor(code: RejectionCode, reason: string) {
    super(reason);
    this.rejected = { status: 'rejected', code, reason };
  }
}
