// `npm run test:chaos -- --kills 200`: the suites that kill at random, longer than `npm test` does it; or those that are named.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chaosEnvironment } from './config.ts';

const CLONE = resolve(import.meta.dirname, '../..');
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(CLONE, 'node_modules/jest/bin/jest.js'),
];
const SUITES = ['kills', 'churn'];
const OPTIONS = {
  kills: { type: 'string', default: '200' },
  mails: { type: 'string', default: '5000' },
  seed: { type: 'string' },
} as const;

const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
const suites = (positionals.length === 0 ? SUITES : positionals).join('|');
const asked = ['--selectProjects=e2e', `--testPathPatterns=test/chaos/(${suites})`];
const env = chaosEnvironment(values);
const { status } = spawnSync(process.execPath, [...JEST, ...asked], {
  cwd: CLONE,
  env,
  stdio: 'inherit',
});
process.exit(status ?? 1);
