import { wireList, wireNstring } from '../protocol/wire-text.ts';
import type { EnvelopeAddress } from './address-list.ts';
import { addressList } from './address-list.ts';
import type { HeaderField } from './header-fields.ts';
import { headerValue } from './header-fields.ts';

/** ENVELOPE (RFC 3501 §7.4.2): Sender and Reply-To fall back to From. */
export function wireEnvelope(fields: readonly HeaderField[]): string {
  const text = (name: string): string => wireNstring(headerValue(fields, name));
  const from = addresses(fields, 'from');
  const orFrom = (name: string): string => {
    const own = addresses(fields, name);
    return own === 'NIL' ? from : own;
  };
  return wireList([
    text('date'),
    text('subject'),
    from,
    orFrom('sender'),
    orFrom('reply-to'),
    addresses(fields, 'to'),
    addresses(fields, 'cc'),
    addresses(fields, 'bcc'),
    text('in-reply-to'),
    text('message-id'),
  ]);
}

function addresses(fields: readonly HeaderField[], name: string): string {
  const list = addressList(headerValue(fields, name) ?? '');
  return list.length === 0 ? 'NIL' : `(${list.map(address).join('')})`;
}

const address = (one: EnvelopeAddress): string =>
  wireList([wireNstring(one.name), 'NIL', wireNstring(one.mailbox), wireNstring(one.host)]);
