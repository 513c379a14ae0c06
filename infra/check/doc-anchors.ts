import { posix } from 'node:path';

/** A page that names something which is not there. */
export type DeadAnchor = { readonly path: string; readonly line: number; readonly target: string };

export type Page = { readonly path: string; readonly text: string };

const LINK = /\]\(([^)\s]+)\)/g;
const CODE_PATH = /`((?:services|packages|contracts|infra|test|src|\.github|\.ci)\/[\w./@-]+)`/g;
const ELSEWHERE = /^[a-z][a-z+.-]*:/;
const FENCE = /^\s*(```|~~~)/;

/** As GitHub names headings: small letters, hyphens for spaces, nothing but letters, digits, hyphens and underscores. */
const slug = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

const headings = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading)));

const targetsOf = (line: string): readonly { readonly target: string; readonly asLink: boolean }[] => [
  ...[...line.matchAll(LINK)].map(([, target = '']) => ({ target, asLink: true })),
  ...[...line.matchAll(CODE_PATH)].map(([, target = '']) => ({ target, asLink: false })),
];

/**
 * Relative links, their headings, and `code paths` of a page that lead nowhere. A code path is meant from the root or from the page's folder.
 * @param exists tells of a path from the root, a folder without a slash at its end
 * @param textOf the text of a page by its path, where it is one
 */
export function deadAnchors(
  { path, text }: Page,
  exists: (path: string) => boolean,
  textOf: (path: string) => string | undefined,
): readonly DeadAnchor[] {
  const folder = posix.dirname(path);
  const at = (base: string, target: string): string => posix.join(base, target).replace(/\/$/, '');
  const leads = (target: string, asLink: boolean): boolean => {
    if (!asLink) return exists(at('.', target)) || exists(at(folder, target));
    if (ELSEWHERE.test(target)) return true;
    const [file = '', heading] = target.split('#');
    const page = file === '' ? path : at(folder, file);
    if (!exists(page)) return false;
    return heading === undefined || headings(textOf(page) ?? '').has(heading);
  };
  let fenced = false;
  return text.split('\n').flatMap((line, index) => {
    if (FENCE.test(line)) fenced = !fenced;
    if (fenced) return [];
    return targetsOf(line)
      .filter(({ target, asLink }) => !leads(target, asLink))
      .map(({ target }) => ({ path, line: index + 1, target }));
  });
}
