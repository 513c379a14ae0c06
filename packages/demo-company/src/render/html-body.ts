import { isRightToLeft } from '../calendar/date-words.ts';
import { attribution, forwardHead, marksLines } from './attribution.ts';
import { quoteOf } from './quote-of.ts';
import type { Written } from './written.ts';

const DEPTH = 3;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const linked = (html: string): string =>
  html.replaceAll(/https?:\/\/[^\s<]+[^\s<.,)]/gu, (url) => `<a href="${url}">${url}</a>`);

const inline = (line: string, image: (key: string) => string): string =>
  linked(escapeHtml(line))
    .replaceAll(/\*\*([^*]+)\*\*/gu, '<b>$1</b>')
    .replaceAll(/\[\[([\w-]+)\]\]/gu, (_mark, key: string) => image(key));

const CELL = ' style="border:1px solid #c8ccd0;padding:3px 8px"';

const tableRow = (line: string): string => {
  const cells = line.split('|').slice(1, -1);
  return `<tr>${cells.map((cell) => `<td${CELL}>${escapeHtml(cell.trim())}</td>`).join('')}</tr>`;
};

function paragraph(block: string, image: (key: string) => string): string {
  const lines = block.split('\n');
  const direction = isRightToLeft(block) ? ' dir="rtl"' : '';
  if (lines.every((line) => line.startsWith('- ')))
    return `<ul${direction}>${lines.map((line) => `<li>${inline(line.slice(2), image)}</li>`).join('')}</ul>`;
  if (lines.every((line) => line.startsWith('|')))
    return `<table style="border-collapse:collapse">${lines.map(tableRow).join('')}</table>`;
  return `<p${direction}>${lines.map((line) => inline(line, image)).join('<br>\n')}</p>`;
}

const paragraphs = (text: string, image: (key: string) => string): string =>
  text
    .split(/\n{2,}/u)
    .map((block) => paragraph(block, image))
    .join('\n');

function quotation(mail: Written, parent: Written, image: (key: string) => string, depth: number) {
  const quote = quoteOf(mail);
  const over = mail.forwards ? forwardHead : attribution;
  const head = over(quote, parent, mail.from.offset).map(escapeHtml);
  const body = content(parent, image, depth - 1);
  if (mail.forwards || !marksLines(quote))
    return `<div style="border-top:solid #E1E1E1 1.0pt;padding-top:3pt"><p>${head.join('<br>\n')}</p></div>\n${body}`;
  const kind = quote === 'apple' ? ' type="cite"' : ' class="gmail_quote"';
  return `<div>${head.join('<br>')}</div>\n<blockquote${kind} style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">\n${body}\n</blockquote>`;
}

function content(mail: Written, image: (key: string) => string, depth: number): string {
  const own = paragraphs(mail.text, image);
  if (mail.quoted === undefined || depth === 0) return own;
  return `${own}\n${quotation(mail, mail.quoted, image, depth)}`;
}

/** The html of a mail; `image` gives the tag for an inline image's key. */
export function htmlBody(mail: Written, image: (key: string) => string): string {
  const direction = isRightToLeft(mail.text) ? ' dir="rtl"' : '';
  return `<html><head><meta charset="utf-8"></head><body${direction}>\n${content(mail, image, DEPTH)}\n</body></html>\n`;
}
