import { createHash } from 'node:crypto';

/** What may change while a mail stays the same one: the way it came, marks of filters, where its reader got to. */
const PASSING = /^(received|return-path|delivered-to|dkim-|arc-|authentication-|x-|status|lines|content-length)/i;

/** Names a mail by its bytes: whatever its servers added is left out, the rest is hashed as it stands. */
export const identityOf = (raw: Buffer): string => {
  const text = raw.toString('latin1').replaceAll('\r\n', '\n');
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const fields = head.split(/\n(?![ \t])/).filter((field) => !PASSING.test(field));
  const body = end < 0 ? '' : text.slice(end).trimEnd();
  return createHash('sha256')
    .update(JSON.stringify([fields, body]))
    .digest('hex');
};
