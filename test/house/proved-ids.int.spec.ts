import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const TESTS = ['*.spec.ts', 'packages/*/src/contract/*.ts'];

const upTo = (prefix: string, last: number): string[] =>
  Array.from({ length: last }, (_, nth) => `${prefix}${nth + 1}`);

/** Behaviours and faults that are built. CON-3 is Exchange, SCO-5 comes with smart BCC. */
const BUILT = [
  ...upTo('CON-', 6).filter((id) => id !== 'CON-3'),
  ...upTo('SCO-', 6).filter((id) => id !== 'SCO-5'),
  ...upTo('ING-', 7),
  ...upTo('S', 27),
  ...[1, 4, 5, 6, 7, 9, 15, 16, 21, 22, 25, 28].map((nth) => `X${nth}`),
];

const LISTED = ['ls-files', '--cached', '--others', '--exclude-standard', ...TESTS];
const files = execFileSync('git', LISTED, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
const texts = files
  .filter((file) => !import.meta.filename.endsWith(file))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'));

describe('what is promised', () => {
  it.each(BUILT)('%s is named by a test', (id) => {
    // In a title, or in a table of cases: between quotes, not in a comment.
    const named = new RegExp(`['"\`][^'"\`\\n]*\\b${id}\\b(?!-)[^'"\`\\n]*['"\`]`);
    expect(texts.some((text) => named.test(text))).toBe(true);
  });
});
