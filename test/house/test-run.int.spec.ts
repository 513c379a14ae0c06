import { spawn } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { nodeArguments } from '../../infra/bootstrap/commands.mjs';
import { plantTree } from './planted-tree.ts';

const HOUSE = join(import.meta.dirname, '../..');

const SUITES = {
  'passes.spec.ts': "it('passes', () => { expect(1).toBe(1); });",
  'fails.spec.ts': "it('fails', () => { expect(1).toBe(2); });",
  'asserts-nothing.spec.ts': "it('asserts nothing', () => {});",
  'cannot-run.spec.ts': "import './nowhere.ts';",
  'misses-a-server.spec.ts': `import { describeWith } from '@mailfold/dev-env';
    const need = { missing: 'a teapot', howToGetIt: 'apt-get install teapot' };
    describeWith(need, 'tea', () => { it('is never registered', () => {}); });`,
  'misses-corpora.spec.ts': `import { corpora, describeWith } from '@mailfold/dev-env';
    describeWith(corpora(), 'real mail', () => { it('is never registered', () => {}); });`,
};

const LINKS = {
  'node_modules/@mailfold': 'test/node_modules/@mailfold',
  'node_modules/@swc': 'node_modules/@swc',
  'test/dev-env': 'test/dev-env',
};

/** Runs planted suites as `npm test` runs the house's. */
async function testRun(environment: Readonly<Record<string, string>>) {
  await using tree = await plantTree({
    files: {
      ...SUITES,
      'jest.config.mjs': `export { default } from ${JSON.stringify(join(HOUSE, 'jest.config.mjs'))};`,
    },
  });
  for (const [path, target] of Object.entries(LINKS)) {
    await mkdir(join(tree.root, path, '..'), { recursive: true });
    await symlink(join(HOUSE, target), join(tree.root, path));
  }
  const options = ['--rootDir', tree.root, '--selectProjects', 'spec', '--maxWorkers=1'];
  const child = spawn(process.execPath, [...nodeArguments(HOUSE, ['run', 'test', ...options])], {
    cwd: tree.root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: join(process.execPath, '..'), ...environment },
  });
  const { promise: exit, resolve } = Promise.withResolvers<number | null>();
  child.once('exit', resolve);
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  return { exit: await exit, last: lines.at(-1), notRun: lines.filter((line) => line.startsWith('not run: ')) };
}

describe('a test run', () => {
  it('says last what passed and failed, and counts what was not run as neither', async () => {
    const run = await testRun({});

    expect(run.last).toBe('1 passed, 3 failed');
    expect(run.notRun).toEqual([
      'not run: a teapot (apt-get install teapot)',
      expect.stringMatching(/^not run: mail corpora \(set MAILFOLD_CORPORA /),
    ]);
    expect(run.exit).toBe(1);
  });

  it('fails for a missing server under CI=true, and not for corpora that were not promised', async () => {
    expect((await testRun({ CI: 'true' })).last).toBe('1 passed, 4 failed');
  });

  it('fails for corpora that were promised and are not there', async () => {
    const run = await testRun({ MAILFOLD_CORPORA: join(HOUSE, 'no-corpora-here') });

    expect(run.last).toBe('1 passed, 4 failed');
  });
});
