import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOffences, foldersWithoutReadme, type Offence } from './find-offences.ts';
import { housePaths, ROOT } from './house-paths.ts';
import { textRules } from './text-rules.ts';

function describe({ rule, path, line }: Offence): string {
  return `${line === undefined ? path : `${path}:${line}`}  ${rule.name}: ${rule.why}`;
}

const paths = housePaths();
const read = paths.filter((path) => /\.(ts|mjs|json|ya?ml|md)$/.test(path) && path !== 'pnpm-lock.yaml');
const offences = read.flatMap((path) =>
  findOffences(textRules, { path, text: readFileSync(join(ROOT, path), 'utf8') }),
);
const missing = foldersWithoutReadme(paths).map((folder) => `${folder}  has no README.md of one screen`);
const lines = [...offences.map(describe), ...missing];
for (const line of lines) process.stdout.write(`${line}\n`);
process.exitCode = lines.length === 0 ? 0 : 1;
