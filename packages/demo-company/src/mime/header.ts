import { encodeText, type Charset } from './charset.ts';

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/u.test(text);

/** Cuts text so that each piece, encoded, fits into one encoded word (RFC 2047 §2: 75 characters). */
function pieces(text: string, charset: Charset): readonly string[] {
  const out: string[] = [];
  let current = '';
  for (const char of text) {
    if (encodeText(current + char, charset).length > 42) {
      out.push(current);
      current = '';
    }
    current += char;
  }
  return [...out, current];
}

/** Text for a header field: as it is, or as encoded words on folded lines (RFC 2047). */
export function headerText(text: string, charset: Charset): string {
  if (isAscii(text)) return text;
  return pieces(text, charset)
    .map((piece) => `=?${charset.toUpperCase()}?B?${encodeText(piece, charset).toString('base64')}?=`)
    .join('\r\n ');
}

const phrase = (name: string, charset: Charset): string => {
  if (!isAscii(name)) return headerText(name, charset);
  return /^[\w !#$%&'*+/=?^`{|}~-]+$/u.test(name) ? name : `"${name.replaceAll(/["\\]/gu, '\\$&')}"`;
};

/** RFC 5322 §3.4: `name <address>`; the address alone where there is no name. */
export function mailbox(name: string, address: string, charset: Charset): string {
  return name === '' ? address : `${phrase(name, charset)} <${address}>`;
}

export const addressList = (
  people: readonly { readonly name: string; readonly address: string }[],
  charset: Charset,
): string => people.map((who) => mailbox(who.name, who.address, charset)).join(',\r\n ');

/** A file name as a parameter: RFC 2231 where it is not plain ASCII. */
export function fileNameParameter(name: string, value: string): string {
  if (isAscii(value)) return `${name}="${value}"`;
  return `${name}*=UTF-8''${encodeURIComponent(value).replaceAll("'", '%27')}`;
}
