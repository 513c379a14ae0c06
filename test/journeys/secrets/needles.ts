import { randomBytes } from 'node:crypto';

/**
 * A secret whose middle is nowhere else, between characters that each protocol writes in its own way; whoever writes the whole of it,
 * writes the middle. `quote` and `backslash` are escaped by IMAP and JSON, the others by URLs.
 */
export const seedSecret = (): { readonly secret: string; readonly middle: string } => {
  const middle = randomBytes(12)
    .toString('hex')
    .replaceAll(/\d/g, (digit) => 'ghjkmnpqrs'[Number(digit)] ?? '');
  return { secret: `q"\\ ${middle}%&`, middle };
};

/** All ways to write a text that a search has to know: as it is, in hex, and in base64 wherever in a longer text it begins. */
export const needlesOf = (text: string): readonly string[] => {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const utf16 = Buffer.from(text, 'utf16le').toString('latin1');
  return [text, hex, hex.toUpperCase(), utf16, ...inBase64(bytes)];
};

/** Without the characters at both ends that neighbours have a part in. RFC 4648 §4 and §5 differ in two characters. */
const inBase64 = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].flatMap((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const cut = shifted.slice(before === 0 ? 0 : before + 1, -2);
    return [cut, cut.replaceAll('+', '-').replaceAll('/', '_')];
  });
