import type { Credentials } from '@mailfold/mail-provider';

/** What a server said, fit for a message: short, one line, without addresses and without what we sent it. */
export type Redact = (text: string) => string;

const MAX_LENGTH = 200;
const ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu;
const CONTROL = /\p{Cc}+/gu;

export function redactFor(credentials: Credentials): Redact {
  const secret = credentials.kind === 'password' ? credentials.password : credentials.accessToken;
  const ours = [secret, credentials.login].filter((text) => text.length > 0);
  return (text) => {
    const hidden = ours.reduce((rest, word) => rest.replaceAll(word, '…'), text.slice(0, MAX_LENGTH * 10));
    const line = hidden.replace(ADDRESS, '…').replace(CONTROL, ' ').trim();
    return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
  };
}
