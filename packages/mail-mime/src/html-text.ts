import { decodeEntities } from './entities.ts';

// Elements whose content is not for reading.
const DROPPED = new Set([
  'script',
  'style',
  'title',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'textarea',
]);
const BLOCKS = new Set(
  'address article aside blockquote br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th']);

const QUOTE = /["'>]/g;
const NAME = /[a-z][a-z0-9:-]*/iy;

/**
 * The words in html, for search and preview: tags gone, blocks on lines of their own, character references decoded. One pass from left to
 * right, so the time is linear however deep or broken the html is (X15, X18). Not a sanitizer: what comes out is text.
 */
export function htmlText(html: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    if (open > at) out.push(decodeEntities(html.slice(at, open)).replaceAll(/\s+/g, ' '));
    at = markupEnd(html, open, out);
  }
  if (at < html.length) out.push(decodeEntities(html.slice(at)).replaceAll(/\s+/g, ' '));
  return tidy(out.join(''));
}

/** The position after the markup that starts here; what it means for the text is put out. */
function markupEnd(html: string, open: number, out: string[]): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const next = html.charAt(open + 1);
  if (next === '!' || next === '?') return after(html, '>', open + 2);
  const closes = next === '/';
  NAME.lastIndex = closes ? open + 2 : open + 1;
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) {
    // Not a tag: the sign is text.
    out.push('<');
    return open + 1;
  }
  if (BLOCKS.has(name)) out.push('\n');
  else if (CELLS.has(name)) out.push(' ');
  const end = tagEnd(html, NAME.lastIndex === 0 ? open + 1 + name.length : NAME.lastIndex);
  return DROPPED.has(name) && !closes ? droppedEnd(html, name, end) : end;
}

const after = (html: string, mark: string, from: number): number => {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
};

/** A `>` within quotes does not end a tag. */
function tagEnd(html: string, from: number): number {
  QUOTE.lastIndex = from;
  for (let found = QUOTE.exec(html); found !== null; found = QUOTE.exec(html)) {
    if (found[0] === '>') return found.index + 1;
    const close = html.indexOf(found[0], found.index + 1);
    if (close === -1) return html.length;
    QUOTE.lastIndex = close + 1;
  }
  return html.length;
}

function droppedEnd(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(html);
  return found === null ? html.length : tagEnd(html, found.index + found[0].length);
}

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/[ \u00a0]+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
