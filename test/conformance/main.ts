import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cellsOf, type Report } from './table/cells.ts';
import { between, PLACE, README } from './table/readme.ts';

// `npm run test:conformance`: runs the suite against every server that is found and prints the matrix.
// `--write` keeps it in the README; further words are file patterns for jest, as in `mox`.
const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
const CLONE = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'mailfold-conformance-'));
const file = join(folder, 'report.json');
try {
  const jest = join(CLONE, 'node_modules/jest/bin/jest.js');
  const patterns =
    positionals.length > 0 ? positionals.map((name) => `test/conformance/${name}`) : ['test/conformance/'];
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const args = [...node, jest, '--json', `--outputFile=${file}`, ...patterns];
  // What jest prints as JSON is in the file; its progress is on the other stream.
  const { status } = spawnSync(process.execPath, args, { cwd: CLONE, stdio: ['ignore', 'ignore', 'inherit'] });
  const { tableOf } = await import('./table/table.ts');
  const table = tableOf(cellsOf(JSON.parse(readFileSync(file, 'utf8')) as Report));
  process.stdout.write(`\n${table}\n`);
  if (values.write === true) writeFileSync(README, between(readFileSync(README, 'utf8'), PLACE, table));
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
