import { sha256Hex } from '@mailfold/kernel';
import { headerFields, headerValue } from '../message/header-fields.ts';

const MESSAGE_ID = /<[^<>\s]+>/;

/** THREADID (RFC 8474): the root that the message names, else itself. A chain is one thread as long as References is kept. */
export function threadIdOf(raw: Buffer): string {
  const fields = headerFields(raw);
  const root = ['references', 'in-reply-to', 'message-id']
    .map((name) => MESSAGE_ID.exec(headerValue(fields, name) ?? '')?.[0])
    .find((id) => id !== undefined);
  return `T${sha256Hex(root ?? raw).slice(0, 16)}`;
}
