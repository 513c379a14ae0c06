import type { Capability } from '../capability.ts';
import type { Interference } from '../faults/fault-director.ts';
import type { Arguments } from '../protocol/arguments.ts';
import type { Session } from './session.ts';

interface VerbCall {
  readonly session: Session;
  readonly args: Arguments;
  readonly faults: Interference;
  /** The UID form of a command that has one. */
  readonly byUid: boolean;
}

/** The tagged OK. A refusal is thrown as `CommandRefused`. */
export interface Completion {
  readonly text: string;
  /** What stands in brackets before the text. */
  readonly code?: string | undefined;
}

/** One command of the protocol. */
export interface Verb {
  readonly needs: 'nothing' | 'no-login' | 'login' | 'selection';
  /** The extension that brings the command; without it the command is unknown. */
  readonly extension?: Capability;
  /** The extension of the UID form, where the plain one is older. */
  readonly uidExtension?: Capability;
  readonly hasUidForm?: boolean;
  /** News of expunged messages must wait (RFC 3501 §7.4.1); never so in the UID form. */
  readonly holdsNumbers?: boolean;
  readonly run: (call: VerbCall) => Completion | Promise<Completion>;
}
