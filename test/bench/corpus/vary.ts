import { RECIPIENT } from './easy-ham.ts';

const ADDRESS = /[^\s<>,;:"()@]+@[^\s<>,;:"()@]+/g;
const TOPICS = ['North', 'Harbour', 'Linden', 'Copper', 'Meadow', 'Granite', 'Willow', 'Amber'];

const varied: Readonly<Record<string, (field: string, copy: number) => string>> = {
  'message-id': (field, copy) => withIds(field, copy),
  'in-reply-to': (field, copy) => withIds(field, copy),
  references: (field, copy) => withIds(field, copy),
  from: (field, copy) => withAddresses(field, copy),
  to: (field, copy) => withAddresses(field, copy),
  cc: (field, copy) => withAddresses(field, copy),
  'reply-to': (field, copy) => withAddresses(field, copy),
  subject: (field, copy) => `${field} (${TOPICS[copy % TOPICS.length]} ${copy})`,
};

const withIds = (field: string, copy: number): string => field.replaceAll('<', `<c${copy}.`);

/** The account's own address stays what it is. */
const withAddresses = (field: string, copy: number): string =>
  field.replaceAll(ADDRESS, (address) => (address === RECIPIENT ? address : address.replace('@', `@c${copy}.`)));

/**
 * The same mail as if other people had written it about something else: Message-IDs, participants and subjects are those
 * of the copy, alike in all its mails, so that its conversations hold together and are nobody else's.
 */
export function vary(raw: Buffer, copy: number): Buffer {
  const text = raw.toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  if (end < 0) return raw;
  const fields = text.slice(0, end).split(/\r?\n(?![ \t])/);
  const header = fields.map((field) => {
    const name = field.slice(0, Math.max(0, field.indexOf(':'))).toLowerCase();
    return varied[name]?.(field, copy) ?? field;
  });
  return Buffer.from(header.join('\n') + text.slice(end), 'latin1');
}
