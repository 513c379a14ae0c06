import { execFile } from 'node:child_process';
import { copyFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { plantTree } from './planted-tree.ts';

const HOUSE = join(import.meta.dirname, '../..');
const LATER = 'export const later = async (): Promise<number> => 1;\n';

/** What the linter has to find, by the code that it gives it. */
const PLANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'typescript(no-explicit-any)': { 'src/any.ts': 'export const parse = (text: any): string => String(text);\n' },
  'typescript(no-non-null-assertion)': {
    'src/non-null.ts': 'export const first = (all: readonly string[]): string => all[0]!;\n',
  },
  'typescript(no-floating-promises)': {
    'src/floating.ts': "import { later } from './later.ts';\nexport const go = (): void => {\n  later();\n};\n",
  },
  'typescript(no-misused-promises)': {
    'src/misused.ts': "import { later } from './later.ts';\nexport const go = (): number => (later() ? 1 : 2);\n",
  },
  'typescript(switch-exhaustiveness-check)': {
    'src/switch.ts':
      "export function name(phase: 'on' | 'off'): string {\n  switch (phase) {\n    case 'on':\n      return 'x';\n  }\n  return 'y';\n}\n",
  },
  'import(extensions)': { 'src/extension.ts': "export { later } from './later';\n" },
  'import(no-default-export)': { 'src/default.ts': 'export default 1;\n' },
  'unicorn(filename-case)': { 'src/FileName.ts': 'export const one = 1;\n' },
  'eslint(max-lines)': {
    'src/long.ts': 'export const one = 1;\n' + '// line\n'.repeat(250),
  },
  'node(no-process-env)': { 'src/environment.ts': "export const home = (): unknown => process.env['HOME'];\n" },
  'jest(no-focused-tests)': { 'test/focused.spec.ts': "it.only('runs', () => {});\n" },
  'jest(no-disabled-tests)': { 'test/disabled.spec.ts': "it.skip('runs not', () => {});\n" },
  'eslint(no-restricted-globals)': { 'test/sleeps.spec.ts': 'setTimeout(() => {}, 10);\n' },
};

const ALLOWED = {
  'src/later.ts': LATER,
  'src/config.ts': "export const home = (): unknown => process.env['HOME'];\n",
  'src/waits.ts': 'export const wait = (): unknown => setTimeout(() => undefined, 10);\n',
  'tsconfig.json': JSON.stringify({
    extends: './tsconfig.base.json',
    compilerOptions: { types: ['node', 'jest'] },
    include: ['src', 'test'],
  }),
};

type Diagnostics = { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] };

/** Lints a tree as the house is linted: what was found, as `code: file`. */
async function findingsIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await using tree = await plantTree({ files });
  for (const name of ['.oxlintrc.json', 'tsconfig.base.json']) await copyFile(join(HOUSE, name), join(tree.root, name));
  await symlink(join(HOUSE, 'node_modules'), join(tree.root, 'node_modules'));
  const { promise, resolve } = Promise.withResolvers<string>();
  // It exits with 1, as it found something.
  execFile(join(HOUSE, 'node_modules/.bin/oxlint'), ['-f', 'json', 'src', 'test'], { cwd: tree.root }, (_error, out) =>
    resolve(out),
  );
  const { diagnostics } = JSON.parse(await promise) as Diagnostics;
  return [...new Set(diagnostics.map(({ code, filename }) => `${code}: ${filename}`))].toSorted();
}

describe('the linter', () => {
  it('fires on what is planted and on nothing else', async () => {
    const planted = Object.assign({}, ...Object.values(PLANTED));
    const expected = Object.entries(PLANTED).flatMap(([code, files]) =>
      Object.keys(files).map((file) => `${code}: ${file}`),
    );

    expect(await findingsIn({ ...planted, ...ALLOWED })).toEqual(expected.toSorted());
  });
});
