import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { install } from './install.mjs';

const PNPM = 'pnpm@10.34.9';

/**
 * Installs the dependencies when what is installed is not what the lockfile asks for.
 * @param {string} root folder of this clone
 * @param {string} node path of the Node to install with
 */
export function ensureDependencies(root, node) {
  const wanted = contents(join(root, 'pnpm-lock.yaml'));
  if (wanted === contents(join(root, 'node_modules', '.pnpm', 'lock.yaml'))) return;
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  install('dependencies', 'npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    cwd: root,
    env: { ...process.env, PATH: path, CI: 'true' },
  });
}

/** @param {string} path */
function contents(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // not there yet, so it differs
  }
}
