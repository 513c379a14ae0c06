import { createHash } from 'node:crypto';

/** What may change while a mail stays the same one: the way it came, marks of filters, where its reader got to. */
const PASSING = /^(received|return-path|delivered-to|dkim-|arc-|authentication-|x-|status|lines|content-length)/i;
/** How the parts of a body are held together: boundaries, fields of parts, their folded rest. */
const WRAPPING = /^(--|content-|\s|$)/i;

/** Names a mail by its bytes: whatever its servers added is left out, the rest is hashed as it stands. Equal: surely the same mail. */
export const identityOf = (raw: Buffer): string => {
  const { fields, body } = take(raw);
  return digest([fields.filter((field) => !PASSING.test(field)), body.trimEnd()]);
};

/** Names a mail by its Message-ID and its words. Different: surely another mail. */
export const kinshipOf = (raw: Buffer): string => {
  const { fields, body } = take(raw);
  const messageId = fields.find((field) => /^message-id:/i.test(field));
  if (messageId === undefined) return identityOf(raw);
  return digest([
    messageId.replaceAll(/\s/g, '').toLowerCase(),
    body.split('\n').filter((line) => !WRAPPING.test(line)),
  ]);
};

const take = (raw: Buffer): { readonly fields: readonly string[]; readonly body: string } => {
  const text = raw.toString('latin1').replaceAll('\r\n', '\n');
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  return { fields: head.split(/\n(?![ \t])/), body: end < 0 ? '' : text.slice(end) };
};

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
