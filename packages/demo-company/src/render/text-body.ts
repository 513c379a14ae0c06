import { attribution, forwardHead, marksLines } from './attribution.ts';
import { quoteOf } from './quote-of.ts';
import type { Written } from './written.ts';

// Longer tails are what people cut off before they send.
const DEPTH = 3;

const mark = (line: string): string => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd());

const INLINE = /\[\[([\w-]+)\]\]/gu;

/** The plain text of a mail with what it quotes, at most three mails deep. */
export function textBody(mail: Written, depth = DEPTH): string {
  const own = mail.text.replaceAll(INLINE, '[image: $1.png]');
  if (mail.quoted === undefined || depth === 0) return own;
  const quote = quoteOf(mail);
  const lines = textBody(mail.quoted, depth - 1).split('\n');
  const { offset } = mail.from;
  if (mail.forwards) return [own, '', ...forwardHead(quote, mail.quoted, offset), ...lines].join('\n');
  const quoted = marksLines(quote) ? lines.map(mark) : lines;
  return [own, '', ...attribution(quote, mail.quoted, offset), ...quoted].join('\n');
}
