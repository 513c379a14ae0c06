import { TextDecoder } from 'node:util';
import { decodeWords } from './encoded-words.ts';
import { charsetOf } from './charset.ts';

const FOLD = /\r?\n(?=[ \t])/g;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
const EIGHT_BIT = /[\u0080-\u00ff]/;
// ISO-2022-JP switches to two-byte characters with these (RFC 1468); old mail carries them unencoded.
const ESCAPES_TO_JAPANESE = ['\u001b$@', '\u001b$B'];

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** A raw header value (a character for a byte) as text: unfolded, its bytes decoded, encoded words left alone. */
export function unfoldedText(raw: string, problems: Set<string>): string {
  const value = (raw.includes('\n') ? raw.replaceAll(FOLD, '') : raw).trim();
  if (ESCAPES_TO_JAPANESE.some((escape) => value.includes(escape))) return decodeAs('iso-2022-jp', value);
  return EIGHT_BIT.test(value) ? decodeEightBit(value, problems) : value;
}

/** Raw bytes in a header are UTF-8 (RFC 6532), or what old programs made of them. */
function decodeEightBit(value: string, problems: Set<string>): string {
  try {
    return strictUtf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    // Not UTF-8, and no header says what it is.
    problems.add('header-charset-guessed');
    return decodeAs('windows-1252', value);
  }
}

const decodeAs = (label: string, value: string): string =>
  charsetOf(label)?.decode(Buffer.from(value, 'latin1')) ?? value;

/** A raw header value as people read it: encoded words decoded, every control character a blank (X9). */
export function headerText(raw: string, problems: Set<string>): string {
  return withoutControls(decodeWords(unfoldedText(raw, problems), problems));
}

export function withoutControls(text: string): string {
  // A look at the characters is far cheaper than the pattern, and nearly always enough.
  return isPlain(text) ? text.trim() : text.replaceAll(CONTROL, ' ').trim();
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || (unit > 0x7e && unit < 0xa0) || unit === 0x2028 || unit === 0x2029) return false;
  }
  return true;
}

/** The first `longest` UTF-16 units, no surrogate pair cut in two. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? longest - 1 : longest);
}
