import { spawnSync } from 'node:child_process';
import { SetupFailed } from './setup-failed.mjs';

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/**
 * Runs one installing command, telling on stderr what it does and how long it took.
 * @param {string} what what is installed, as a person would name it
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
export function install(what, command, args, options) {
  process.stderr.write(`mailfold: installing ${what} …\n`);
  const started = Date.now();
  const result = spawnSync(command, args, { ...options, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (result.error !== undefined || result.status !== 0) {
    throw new SetupFailed(failure(what, [command, ...args].join(' '), result));
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stderr.write(`mailfold: installed ${what} in ${seconds} s\n`);
}

/**
 * @param {string} what
 * @param {string} command
 * @param {import('node:child_process').SpawnSyncReturns<string>} result
 */
function failure(what, command, result) {
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  const lines = [`could not install ${what}.`, `  tried: ${command}`];
  if (result.error !== undefined) lines.push(`  ${result.error.message}`);
  for (const line of output.split('\n').slice(-12)) lines.push(`  | ${line.slice(0, 200)}`);
  lines.push(
    OFFLINE.test(output)
      ? '  The npm registry did not answer. Connect to the network once (or set a registry or proxy in .npmrc), then try again.'
      : '  Mend what is said above, then try again.',
  );
  return lines.join('\n');
}
