import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type PlantedTree, plantTree } from './planted-tree.ts';

const HOOK = join(import.meta.dirname, '../../infra/bootstrap/known-modules.mjs');
const execute = promisify(execFile);

const module = (main: string, extra: object = {}): string =>
  JSON.stringify({ name: 'm', version: '1.0.0', main, ...extra });

/** A clone in which `esm` and `cjs` are installed; each asks for `inner` and for JSON in its own way. */
const plantClone = async (): Promise<PlantedTree> =>
  plantTree({
    files: {
      'infra/bootstrap/known-modules.mjs': await readFile(HOOK, 'utf8'),
      'node_modules/.pnpm/lock.yaml': 'lockfileVersion: 9',
      'node_modules/esm/package.json': module('index.js', { type: 'module' }),
      'node_modules/esm/index.js': "import inner from 'inner'; export const esm = `esm ${inner}`;",
      'node_modules/cjs/package.json': module('index.js'),
      'node_modules/cjs/index.js': "exports.cjs = `cjs ${require('inner')} ${require('./package.json').version}`;",
      'node_modules/inner/package.json': module('one.js'),
      'node_modules/inner/one.js': "module.exports = 'one';",
      'node_modules/inner/two.js': "module.exports = 'two';",
      'packages/program/src/main.ts':
        "import { esm } from 'esm'; import { cjs } from 'cjs'; import { own } from './own.ts'; console.log(esm, cjs, own);",
      'packages/program/src/own.ts': "export const own: string = 'own';",
    },
  });

const run = async ({ root }: PlantedTree): Promise<string> => {
  const hook = pathToFileURL(join(root, 'infra/bootstrap/known-modules.mjs')).href;
  const { stdout } = await execute(process.execPath, [`--import=${hook}`, join(root, 'packages/program/src/main.ts')]);
  return stdout.trim();
};

describe('where installed modules lie', () => {
  it('is kept from one start to the next, for import, require and JSON alike', async () => {
    await using clone = await plantClone();
    const first = await run(clone);
    const kept = await readFile(join(clone.root, 'node_modules/.cache/known-modules.json'), 'utf8');
    // Would be found if it were looked up again.
    await writeFile(join(clone.root, 'node_modules/inner/package.json'), module('two.js'));

    expect([first, await run(clone)]).toEqual(['esm one cjs one 1.0.0 own', 'esm one cjs one 1.0.0 own']);
    expect(kept).toContain('node_modules/inner/one.js');
  });

  it('is looked up again when something else was installed', async () => {
    await using clone = await plantClone();
    await run(clone);
    await writeFile(join(clone.root, 'node_modules/inner/package.json'), module('two.js'));
    await writeFile(join(clone.root, 'node_modules/.pnpm/lock.yaml'), 'lockfileVersion: 9\npackages:');

    expect(await run(clone)).toBe('esm two cjs two 1.0.0 own');
  });

  it('does no harm when what was kept is damaged', async () => {
    await using clone = await plantClone();
    await run(clone);
    await writeFile(join(clone.root, 'node_modules/.cache/known-modules.json'), '{"installed":');

    expect(await run(clone)).toBe('esm one cjs one 1.0.0 own');
  });
});
