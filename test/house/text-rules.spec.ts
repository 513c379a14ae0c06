import { findOffences, foldersWithoutReadme } from '../../infra/check/find-offences.ts';
import { textRules } from '../../infra/check/text-rules.ts';

/** For each rule what breaks it, as [path, line], and what looks alike and is allowed. */
const CASES: Readonly<Record<string, { readonly breaks: readonly Line[]; readonly allowed: readonly Line[] }>> = {
  'no-silenced-checks': {
    breaks: [
      ['packages/mail/src/a.ts', '// @ts-expect-error'],
      ['infra/a.mjs', '// oxlint-disable-next-line'],
    ],
    allowed: [['packages/mail/src/a.ts', 'const ignored = 1;']],
  },
  'no-left-out-tests': {
    breaks: [
      ['packages/mail/test/a.spec.ts', "it.only('x', () => {});"],
      ['packages/mail/test/a.spec.ts', "describe.skip('x', () => {});"],
      ['packages/mail/test/a.spec.ts', "test.todo('x');"],
      ['packages/mail/test/a.spec.ts', "xit('x', () => {});"],
    ],
    allowed: [['packages/mail/test/a.spec.ts', "fit.only = 1; exit(1); it('skips what is only there once', f);"]],
  },
  'no-sleeps-in-tests': {
    breaks: [
      ['packages/mail/test/a.int.spec.ts', 'setTimeout(resolve, 10);'],
      ['packages/mail/test/a.int.spec.ts', 'await delay(10);'],
      ['packages/mail/test/a.spec.ts', "import { setTimeout as rest } from 'node:timers/promises';"],
    ],
    allowed: [
      ['packages/mail/src/a.ts', 'setTimeout(resolve, 10);'],
      ['packages/mail/test/a.int.spec.ts', 'await until(() => done);'],
    ],
  },
  'servers-have-their-tier': {
    breaks: [['packages/mail/test/a.spec.ts', 'const database = await freshDatabase();']],
    allowed: [
      ['packages/mail/test/a.int.spec.ts', 'const database = await freshDatabase();'],
      ['packages/mail/test/a.contract.spec.ts', 'await findDovecot();'],
    ],
  },
  'no-drawer-names': {
    breaks: [
      ['packages/mail/src/utils.ts', ''],
      ['services/linking/src/helpers/address.ts', ''],
      ['packages/shared/src/index.ts', ''],
    ],
    allowed: [['services/visibility/src/thread-shared.ts', '']],
  },
  'no-paths-of-a-machine': {
    breaks: [
      ['packages/mail/src/a.ts', "const folder = '/home/me/mail';"],
      ['README.md', 'see ../shared/spec'],
    ],
    allowed: [['packages/mail/src/a.ts', "import '@mailfold/work/root';"]],
  },
};

type Line = readonly [path: string, text: string];

const broken = ([path, text]: Line) => findOffences(textRules, { path, text }).map(({ rule }) => rule.name);

describe('the rules about words and names', () => {
  it('have each a planted violation', () => {
    expect(new Set(Object.keys(CASES))).toEqual(new Set(textRules.map(({ name }) => name)));
  });

  it.each(Object.entries(CASES))('%s fires on what breaks it', (name, { breaks }) => {
    expect(breaks.map(broken)).toEqual(breaks.map(() => [name]));
  });

  it.each(Object.entries(CASES))('%s allows what looks alike', (_name, { allowed }) => {
    expect(allowed.flatMap(broken)).toEqual([]);
  });

  it('tell the line', () => {
    const [offence] = findOffences(textRules, { path: 'a.mjs', text: 'one\ntwo // @ts-nocheck\n' });

    expect(offence?.line).toBe(2);
  });

  it('miss the README of a package', () => {
    const paths = ['packages/mail/package.json', 'packages/kernel/package.json', 'packages/kernel/README.md'];

    expect(foldersWithoutReadme(paths)).toEqual(['packages/mail']);
  });
});
