import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { housePaths, ROOT } from './house-paths.ts';

// What the Dockerfile does, without Docker: copies what .dockerignore lets through, installs as it installs, makes the tree read-only, and runs
// every service's `--help` and the command line's, as a user who may change nothing where that can be had (when run by root).
// `node infra/check/image-layout.ts`
const NOBODY = 65_534;
const lines = (path: string): readonly string[] => readFileSync(join(ROOT, path), 'utf8').split('\n');

const rules = lines('.dockerignore').filter((line) => line !== '' && !line.startsWith('#'));
// As Docker reads it: the last rule that fits decides; a rule that fits a folder fits what is in it.
const isCopied = (path: string): boolean =>
  rules.reduce((copied, rule) => {
    const glob = rule.replace(/^!/, '');
    return matchesGlob(path, glob) || matchesGlob(path, `${glob}/**`) ? rule.startsWith('!') : copied;
  }, true);

const dockerfile = lines('infra/image/Dockerfile').join('\n');
const [, pnpm = ''] = /(pnpm@[\d.]+)/.exec(dockerfile) ?? [];
const filters = [...dockerfile.matchAll(/--filter (\S+)/g)].flatMap(([, filter = '']) => ['--filter', filter]);
const names = filters.flatMap((one) => /^@mailfold\/(.+)\.\.\.$/.exec(one)?.[1] ?? []);

const tree = mkdtempSync(join(tmpdir(), 'mailfold-image-'));
try {
  for (const path of housePaths().filter(isCopied)) cpSync(join(ROOT, path), join(tree, path));
  const install = ['--yes', pnpm, 'install', '--prod', '--frozen-lockfile', '--prefer-offline', ...filters];
  execFileSync('npx', install, {
    cwd: tree,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  execFileSync('chmod', ['-R', 'a-w,a+rX', tree]);
  const who = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  for (const name of names) {
    const command = name === 'cli' ? '--help' : name;
    const entry = join(tree, 'infra/image/entry.mjs');
    // Node itself may lie where nobody can look; its binary is opened before the user changes.
    const said = execFileSync(process.execPath, [entry, command, '--help'], {
      cwd: '/',
      env: {},
      encoding: 'utf8',
      ...who,
    });
    process.stdout.write(`${name.padEnd(20)} ${said.split('\n')[0] ?? ''}\n`);
  }
  // What a process loads only when it really runs.
  for (const module of ['packages/service-process/src/serve.ts', 'services/gateway/src/serve.ts']) {
    const load = `await import(${JSON.stringify(join(tree, module))}); process.exit(0)`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', load], { cwd: '/', env: {}, ...who });
    process.stdout.write(`${module} loads\n`);
  }
  const [size = ''] = execFileSync('du', ['-sm', tree], { encoding: 'utf8' }).split('\t');
  process.stdout.write(`the tree has ${size} MB\n`);
} finally {
  chmodSync(tree, 0o755);
  execFileSync('chmod', ['-R', 'u+w', tree]);
  rmSync(tree, { recursive: true, force: true });
}
