import { charsetOf } from './charset.ts';
import { decodeQuotedPrintable } from './transfer-encoding.ts';

// RFC 2047 §2. No part can match what ends it. Blanks within are forbidden and common.
const WORD = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi;
const BLANK = /^\s*$/;

interface Run {
  readonly charset: string;
  readonly bytes: Buffer[];
}

/** Decodes the encoded words of a header value (RFC 2047); what cannot be decoded stays as it is. */
export function decodeWords(text: string, problems: Set<string>): string {
  if (!text.includes('=?')) return text;
  const out: string[] = [];
  let run: Run | undefined;
  let last = 0;
  for (const found of text.matchAll(WORD)) {
    const [whole, label = '', encoding = '', content = ''] = found;
    const between = text.slice(last, found.index);
    last = found.index + whole.length;
    // RFC 2231 §5: the language after the star says nothing about characters.
    const charset = label.split('*', 1)[0] ?? label;
    const bytes = wordBytes(encoding, content);
    // RFC 2047 §6.2: blanks between words are no content; and words may cut a character in two.
    const joins = run !== undefined && BLANK.test(between);
    if (joins && run?.charset === charset) {
      run.bytes.push(bytes);
      continue;
    }
    if (run !== undefined) out.push(decodeRun(run, problems));
    if (!joins) out.push(between);
    run = { charset, bytes: [bytes] };
  }
  if (run !== undefined) out.push(decodeRun(run, problems));
  out.push(text.slice(last));
  return out.join('');
}

function wordBytes(encoding: string, content: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(content, 'base64');
  // RFC 2047 §4.2: the underscore is a blank in any charset. Encoded, it survives the trimming of line ends.
  return decodeQuotedPrintable(Buffer.from(content.replaceAll('_', '=20'), 'utf8'));
}

function decodeRun(run: Run, problems: Set<string>): string {
  const bytes = Buffer.concat(run.bytes);
  const charset = charsetOf(run.charset);
  if (charset !== undefined) return charset.decode(bytes);
  problems.add(`charset-unknown: ${run.charset.slice(0, 40)}`);
  return bytes.toString('utf8');
}
