import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';

const WANTED = 24;
const VERSION = '24.21.0';

/**
 * The path of a Node that is new enough: the running one, or one kept in `.runtime/` (installed on the first call).
 * @param {string} root folder of this clone
 */
export function ensureNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= WANTED) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, '.runtime', 'node_modules', name, 'bin', binary);
  if (existsSync(path)) return path;
  const args = ['install', '--prefix', '.runtime', '--no-save', '--no-audit', '--no-fund', '--no-package-lock'];
  install(`Node ${VERSION} (this machine has ${process.versions.node})`, 'npm', [...args, `${name}@${VERSION}`], {
    cwd: root,
    env: process.env,
  });
  return path;
}
