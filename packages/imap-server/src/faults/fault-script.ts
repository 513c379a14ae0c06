import type { MailboxStore } from '../store/mailbox-store.ts';

/** Who did what, for a rule's `when` and `run`. */
export interface FaultContext {
  /** The command's name, e.g. `UID FETCH`; `GREETING` when a connection opens. */
  readonly command: string;
  /** The arguments as sent; empty for LOGIN and AUTHENTICATE. */
  readonly text: string;
  readonly login: string | undefined;
  /** The selected folder's path. */
  readonly folder: string | undefined;
  readonly mailbox: MailboxStore | undefined;
  /** Counts from 1 over the server's life. */
  readonly connection: number;
  readonly secure: boolean;
  /** How many connections are open now, this one included. */
  readonly open: number;
}

/** How an answer is spoiled. Several settings work together. */
export interface FaultSettings {
  /** Done before the command is looked at: mail delivered, expunged, a UIDVALIDITY changed in the worst moment. */
  readonly run: (context: FaultContext) => void | Promise<void>;
  /** Milliseconds before anything is answered. */
  readonly delayMs: number;
  /** The command is refused with this text, and `code` in brackets. */
  readonly no: string;
  readonly bad: string;
  readonly code: string;
  /** `* BYE` with this text, then the connection ends. */
  readonly bye: string;
  /** Raw text sent before the answer; CRLF included by the writer of the script. */
  readonly inject: string;
  /** Raw text sent in one packet with the tagged answer, behind it. */
  readonly injectAfter: string;
  /** The connection is cut before the answer. */
  readonly dropConnection: boolean;
  /** The command is done, and the connection cut instead of answering. */
  readonly loseAnswer: boolean;
  /** The connection is cut when so many bytes of the answer are out. */
  readonly dropAfterBytes: number;
  /** The command is neither done nor answered; later ones are. */
  readonly neverAnswer: boolean;
  /** From here on the connection stays open, swallows everything and says nothing. On IDLE: after `+`. */
  readonly goDeaf: boolean;
  /** FETCH, SEARCH: these are left out, and the answer is OK. */
  readonly omitUids: readonly number[];
  /** FETCH: these are left out, the others sent, and the answer is NO. */
  readonly refuseUids: readonly number[];
  /** FETCH: bodies of these are NIL. */
  readonly nilBodyUids: readonly number[];
  /** STORE: these are told as MODIFIED and left unchanged. */
  readonly modifiedUids: readonly number[];
  /** SELECT, STATUS: told instead of the truth; `null` leaves it out. */
  readonly uidValidity: number | null;
  /** SELECT: told instead of the truth. */
  readonly highestModseq: number;
  /** SELECT: the folder keeps no MODSEQ. */
  readonly noModseq: boolean;
  /** FETCH: the first body claims so many bytes; zeros follow until the client goes. */
  readonly literalOfSize: number;
  /** A line without end, until the client goes. */
  readonly endlessLine: boolean;
  /** Lines without end, until the client goes. */
  readonly endlessLines: string;
  /** IDLE: ended by BYE after so many milliseconds. */
  readonly idleEndsAfterMs: number;
  /** GREETING: the connection starts logged in as this user. */
  readonly preauth: string;
}

export type FaultShorthand =
  | 'drop-connection'
  | 'lose-answer'
  | 'never-answer'
  | 'go-deaf'
  | 'no-modseq'
  | 'endless-line';

export type FaultAction = FaultShorthand | Readonly<Partial<FaultSettings>>;

export interface FaultRule {
  /** A command's name; `FETCH` means `UID FETCH` too; `GREETING`; `*` is any command. */
  readonly on: string | readonly string[];
  readonly when?: (context: FaultContext) => boolean;
  /** How many matches are let through first. */
  readonly skip?: number;
  /** How often the rule strikes; always when left out. */
  readonly times?: number;
  readonly do: FaultAction | readonly FaultAction[];
}

export type FaultScript = readonly FaultRule[];
