import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type PlantedTree = AsyncDisposable & { readonly root: string };

/** A small workspace of this house's shape in a temporary folder: files by path, workspace packages, empty npm modules. */
export async function plantTree(plan: {
  readonly files: Readonly<Record<string, string>>;
  /** Folders that are workspace packages, each with `src/index.ts` as its only export. */
  readonly packages?: readonly string[];
  /** Names of npm modules to stand in `node_modules`, empty. */
  readonly modules?: readonly string[];
}): Promise<PlantedTree> {
  const root = await mkdtemp(join(tmpdir(), 'mailfold-house-'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  await write('package.json', JSON.stringify({ name: 'planted', type: 'module', dependencies: { zod: '1' } }));
  for (const name of plan.modules ?? []) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    await write(`node_modules/${name}/index.js`, '');
  }
  for (const folder of plan.packages ?? []) {
    const name = `@mailfold/${folder.split('/').at(-1)}`;
    await write(`${folder}/package.json`, JSON.stringify({ name, exports: { '.': './src/index.ts' }, type: 'module' }));
    await write(`${folder}/src/index.ts`, 'export const it = 1;\n');
    await mkdir(join(root, 'node_modules/@mailfold'), { recursive: true });
    await symlink(join(root, folder), join(root, 'node_modules', name));
  }
  for (const [path, text] of Object.entries(plan.files)) await write(path, text);
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}
