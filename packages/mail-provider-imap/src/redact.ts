import type { Credentials } from '@mailfold/mail-provider';

/** What a server said, fit for a message: short, one line, without addresses and without what we sent it. */
export type Redact = (text: string) => string;

const MAX_LENGTH = 200;
const ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu;
const CONTROL = /\p{Cc}+/gu;
/** What may be text that was encoded: in base64 (RFC 4648 §4 and §5), in hex, in a URL. */
const ENCODED = /[\w+/-]{6,}|(?:%[\dA-Fa-f]{2}|[\w.~+-]){6,}/gu;
/** So much of a secret in an encoded word is no accident. */
const PIECE = 5;

/** Servers repeat what they were sent, some of them the whole command: SASL's base64 (RFC 4616) and IMAP's quoting (RFC 9051 §4.3) too. */
export function redactFor(credentials: Credentials): Redact {
  const secret = credentials.kind === 'password' ? credentials.password : credentials.accessToken;
  const ours = [secret, quoted(secret), credentials.login].filter((text) => text.length > 0);
  const pieces = piecesOf(secret);
  const hidesSecret = (word: string): boolean =>
    decoded(word).some((text) => pieces.some((piece) => text.includes(piece)));
  return (text) => {
    const hidden = ours.reduce((rest, word) => rest.replaceAll(word, '…'), text.slice(0, MAX_LENGTH * 10));
    const safe = hidden.replace(ENCODED, (word) => (hidesSecret(word) ? '…' : word));
    const line = safe.replace(ADDRESS, '…').replace(CONTROL, ' ').trim();
    return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
  };
}

const quoted = (text: string): string => text.replaceAll(/["\\]/g, '\\$&');

const piecesOf = (secret: string): readonly string[] =>
  Array.from({ length: Math.max(1, secret.length - PIECE + 1) }, (_, at) => secret.slice(at, at + PIECE));

const decoded = (word: string): readonly string[] => [
  // A base64 word may stand behind others without a gap.
  ...[0, 1, 2, 3].map((at) => Buffer.from(word.slice(at), 'base64').toString('utf8')),
  ...[0, 1].map((at) => Buffer.from(word.slice(at), 'hex').toString('utf8')),
  word.replaceAll(/%([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
];
