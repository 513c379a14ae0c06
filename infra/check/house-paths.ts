import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Every file of the house, new ones included, without what git ignores. */
export function housePaths(): readonly string[] {
  const list = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  return list.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}
