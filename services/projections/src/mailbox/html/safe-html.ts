import sanitizeHtml from 'sanitize-html';
import { ABSOLUTE, ATTRIBUTES, DROPPED, SCHEMES, STYLES, TAGS } from './allowed.ts';

/** Longer html is cut: nobody reads it, and it would keep others waiting (X15). UTF-16 units; then tags. */
const MOST = 2_000_000;
const MOST_TAGS = 50_000;
/** Mail nests tables; a tower of 200,000 elements is an attack. */
const DEEPEST = 100;
/** One transparent pixel, where an image is not shown. */
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** As a header it also has `sandbox`, which a document cannot say of itself. */
export const CONTENT_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * A document that shows a mail's html and can neither run nor load anything (X10 to X12, X14).
 * @param images data URLs by content id (RFC 2392), for images that came with the mail
 */
export const safeHtml = (html: string, images: ReadonlyMap<string, string>): string => {
  const body = sanitizeHtml(cut(html), {
    allowedTags: [...TAGS],
    nonTextTags: [...DROPPED],
    allowedAttributes: mutable(ATTRIBUTES),
    allowedStyles: { '*': mutable(STYLES) },
    allowedSchemes: [...SCHEMES],
    allowedSchemesByTag: { img: ['data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: false,
    nestingLimit: DEEPEST,
    transformTags: {
      a: (tagName, { href = '', ...attribs }) => ({ tagName, attribs: { ...attribs, ...linkTo(href) } }),
      img: (tagName, attribs) => ({ tagName, attribs: { ...attribs, src: imageOf(attribs['src'] ?? '', images) } }),
    },
  });
  const meta = `<meta charset="utf-8"><meta http-equiv="content-security-policy" content="${CONTENT_POLICY}">`;
  return `<!doctype html><html><head>${meta}</head><body>${body}</body></html>`;
};

const mutable = <Value>(lists: Readonly<Record<string, readonly Value[]>>): Record<string, Value[]> =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));

const cut = (html: string): string => {
  let end = -1;
  for (let tags = 0; tags <= MOST_TAGS; tags += 1) {
    end = html.indexOf('<', end + 1);
    if (end === -1) return html.slice(0, MOST);
  }
  return html.slice(0, Math.min(end, MOST));
};

/** A link tells the other side nothing of where it was, leaves our page alone, and never leads to our own origin. */
const linkTo = (href: string): Record<string, string> =>
  ABSOLUTE.test(href.trim()) ? { href: href.trim(), rel: 'noopener noreferrer nofollow', target: '_blank' } : {};

const imageOf = (src: string, images: ReadonlyMap<string, string>): string => {
  const [, id] = /^\s*cid:(.+)$/is.exec(src) ?? [];
  return (id === undefined ? undefined : images.get(contentIdOf(id))) ?? NOTHING;
};

/** As it stands in a URL or in a header, without its brackets. */
export const contentIdOf = (text: string): string => {
  const bare = text.trim().replaceAll(/^<|>$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    // A percent sign that escapes nothing is one.
    return bare;
  }
};
