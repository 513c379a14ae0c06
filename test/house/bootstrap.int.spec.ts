import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from '@mailfold/dev-env';
import { nodeArguments } from '../../infra/bootstrap/commands.mjs';
import { plantTree } from './planted-tree.ts';

const RUN = join(import.meta.dirname, '../../infra/bootstrap/run.mjs');

/** Counts what reaches it; ends at SIGTERM with 7. */
const COUNTS_SIGNALS = `
  let count = 0;
  process.on('SIGINT', () => console.log('SIGINT', ++count));
  process.on('SIGTERM', () => { console.log('SIGTERM after', count); process.exit(7); });
  console.log('pid', process.pid);
  setInterval(() => undefined, 1000);
`;

/** Starts a program as the bootstrap does, without a terminal, and collects its lines. */
async function startThroughBootstrap(program: string) {
  const tree = await plantTree({ files: { 'program.mjs': program } });
  const call = `runNode(process.execPath, [${JSON.stringify(join(tree.root, 'program.mjs'))}], ${JSON.stringify(tree.root)})`;
  const driver = `import { runNode } from ${JSON.stringify(RUN)}; ${call};`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', driver], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return { child, lines, ended: once(child, 'exit'), [Symbol.asyncDispose]: () => tree[Symbol.asyncDispose]() };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the bootstrap', () => {
  it('ends with the exit code of what it ran', async () => {
    await using program = await startThroughBootstrap('process.exitCode = 42;');

    expect(await program.ended).toEqual([42, null]);
  });

  it('passes a signal on once, however often it comes', async () => {
    await using program = await startThroughBootstrap(COUNTS_SIGNALS);
    await until(() => program.lines.length > 0);
    for (const _again of [1, 2, 3]) program.child.kill('SIGINT');
    await until(() => program.lines.includes('SIGINT 1'));
    program.child.kill('SIGTERM');

    expect(await program.ended).toEqual([7, null]);
    expect(program.lines.at(-1)).toBe('SIGTERM after 1');
  });

  it('does not leave behind what it ran when it is killed', async () => {
    await using program = await startThroughBootstrap(COUNTS_SIGNALS);
    await until(() => program.lines.length > 0);
    const pid = Number(program.lines[0]?.split(' ')[1]);
    program.child.kill('SIGKILL');

    expect(await until(() => !isAlive(pid), { what: 'the end of the program' })).toBe(true);
  });

  it('hands what follows the command to the command', () => {
    const engine = nodeArguments('/clone', ['up', '--demo', '--json']);
    const tests = nodeArguments('/clone', ['run', 'test', 'packages/mail']);
    const cli = nodeArguments('/clone', ['accounts', 'list', '--json']);

    expect(engine.slice(-3)).toEqual([join('/clone/services/embedded/src/main.ts'), '--demo', '--json']);
    expect(tests.slice(-2)).toEqual([join('/clone/node_modules/jest/bin/jest.js'), 'packages/mail']);
    expect(cli.slice(-4)).toEqual([join('/clone/packages/cli/src/main.ts'), 'accounts', 'list', '--json']);
  });
});
