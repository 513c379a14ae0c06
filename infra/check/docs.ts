import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadAnchors } from './doc-anchors.ts';
import { housePaths, ROOT } from './house-paths.ts';

const textOf = (path: string): string | undefined =>
  path.endsWith('.md') && existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined;

const exists = (path: string): boolean => existsSync(join(ROOT, path));

const dead = housePaths().flatMap((path) => {
  const text = textOf(path);
  return text === undefined ? [] : deadAnchors({ path, text }, exists, textOf);
});
for (const { path, line, target } of dead) process.stdout.write(`${path}:${line}  ${target} is not there\n`);
process.exitCode = dead.length === 0 ? 0 : 1;
