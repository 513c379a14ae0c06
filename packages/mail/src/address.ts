import { domainToASCII } from 'node:url';

/** One mailbox of an address header. */
export interface MailAddress {
  /** The display name, decoded; absent when the header has none. */
  readonly name?: string;
  /** Normalised by `normaliseAddress`; empty when the header names nobody that mail could reach. */
  readonly address: string;
}

// RFC 5321 §4.5.3.1: 64 octets of local part, 255 of domain; internationalised ones may need more characters than octets say.
const LONGEST = 400;

const PLAIN = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?$/;
const ATEXT_AND_DOTS = /^[^\s"(),:;<>@[\]\\]+$/;
const ASCII_DOMAIN = /^[a-z0-9._-]+$/;
const ADDRESS_LITERAL = /^\[[a-z0-9.:-]+\]$/;

/**
 * The one spelling of an address by which people are compared: lower case, the domain in ASCII (IDNA), no angle brackets, no needless
 * quotes. Dots may stand where RFC 5321 forbids them, as in old Japanese mobile addresses (`a..b.@docomo.ne.jp`).
 * @returns undefined when it is no address, or carries control characters (CR LF injection)
 */
export function normaliseAddress(raw: string): string | undefined {
  if (raw.length > LONGEST) return undefined;
  const lower = raw.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return normaliseOdd(bare(lower.trim()));
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

const bare = (text: string): string => (text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1).trim() : text);

function normaliseOdd(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1) return undefined;
  const local = localPart(text.slice(0, at));
  const domain = asciiDomain(text.slice(at + 1));
  return local === undefined || domain === undefined ? undefined : `${local}@${domain}`;
}

function localPart(raw: string): string | undefined {
  const text = raw.normalize('NFC');
  if (hasControl(text)) return undefined;
  if (ATEXT_AND_DOTS.test(text)) return text;
  if (text.length < 3 || !text.startsWith('"') || !text.endsWith('"')) return undefined;
  const content = unescapeQuoted(text.slice(1, -1));
  if (content === undefined) return undefined;
  // RFC 5321 §4.1.2: `"joe"@x` and `joe@x` name the same mailbox.
  return ATEXT_AND_DOTS.test(content) ? content : `"${content.replaceAll(/["\\]/g, '\\$&')}"`;
}

function unescapeQuoted(text: string): string | undefined {
  const content = text.replaceAll(/\\(.)/g, '$1');
  return /(?:^|[^\\])(?:\\\\)*"/.test(text) ? undefined : content;
}

function asciiDomain(raw: string): string | undefined {
  const text = raw.endsWith('.') ? raw.slice(0, -1) : raw;
  if (ASCII_DOMAIN.test(text) || ADDRESS_LITERAL.test(text)) return text;
  if (hasControl(text)) return undefined;
  const ascii = domainToASCII(text);
  return ascii === '' ? undefined : ascii;
}

export function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x7f) return true;
  }
  return false;
}
