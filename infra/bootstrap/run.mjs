import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { ENGINE_ENVIRONMENT } from './engine-flags.mjs';

// npm and a signal to the whole process group may bring one signal several times within this time.
const SAME_SIGNAL_MS = 1000;
const LIFELINE = new URL('./lifeline.mjs', import.meta.url).href;

/**
 * Runs Node and ends as it ends. Of the signals, exactly one of each reaches it:
 * on a terminal Ctrl-C goes to every process of the foreground group, so SIGINT is not passed on;
 * elsewhere the child leads its own group, so that only what is passed on arrives.
 * @param {string} node path of the Node to run
 * @param {readonly string[]} args
 * @param {string} compileCache folder where Node keeps compiled code
 */
export function runNode(node, args, compileCache) {
  const terminal = process.stdin.isTTY;
  const child = spawn(node, [`--import=${LIFELINE}`, ...args], {
    stdio: 'inherit',
    detached: !terminal && process.platform !== 'win32',
    env: {
      ...ENGINE_ENVIRONMENT,
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? compileCache,
    },
  });
  const last = new Map();
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    const now = performance.now();
    if (now - (last.get(signal) ?? -Infinity) < SAME_SIGNAL_MS) return;
    last.set(signal, now);
    if (signal === 'SIGINT' && terminal) return;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
  child.on('error', (error) => {
    process.stderr.write(`mailfold: could not start ${node}: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => endAs(code, signal));
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function endAs(code, signal) {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
