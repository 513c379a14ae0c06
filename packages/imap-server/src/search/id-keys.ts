import { gmailNumber } from '../fetch/gmail-number.ts';
import type { Arguments } from '../protocol/arguments.ts';
import type { SearchKey } from './search-key.ts';

/** Keys that compare numbers and ids: size, MODSEQ (RFC 7162 §3.1.5), OBJECTID (RFC 8474 §6), Gmail's. */
export function idKey(word: string, args: Arguments): SearchKey | undefined {
  switch (word) {
    case 'LARGER':
      return above(args.number());
    case 'SMALLER':
      return below(args.number());
    case 'MODSEQ':
      return modseqKey(args);
    case 'EMAILID':
      return emailIdKey(args.string());
    case 'THREADID':
      return threadIdKey(args.string());
    case 'X-GM-MSGID':
      return gmailMessageKey(args.string());
    case 'X-GM-THRID':
      return gmailThreadKey(args.string());
    case 'X-GM-LABELS':
      return labelKey(args.mailbox());
    default:
      return undefined;
  }
}

function modseqKey(args: Arguments): SearchKey {
  // An entry name and type may stand before the number: flags have one MODSEQ here, so they change nothing.
  if (args.peek()?.kind === 'string') {
    args.next();
    args.next();
  }
  const modseq = args.number();
  return ({ message }) => message.modseq >= modseq;
}

const above =
  (size: number): SearchKey =>
  ({ message }) =>
    message.size > size;

const below =
  (size: number): SearchKey =>
  ({ message }) =>
    message.size < size;

const emailIdKey =
  (id: string): SearchKey =>
  ({ message }) =>
    message.emailId === id;

const threadIdKey =
  (id: string): SearchKey =>
  ({ message }) =>
    message.threadId === id;

const gmailMessageKey =
  (id: string): SearchKey =>
  ({ message }) =>
    gmailNumber(message.emailId) === id;

const gmailThreadKey =
  (id: string): SearchKey =>
  ({ message }) =>
    gmailNumber(message.threadId) === id;

const labelKey =
  (label: string): SearchKey =>
  (candidate) =>
    candidate.labels().includes(label);
