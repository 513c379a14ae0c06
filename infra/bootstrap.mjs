#!/usr/bin/env node
// What every command of this clone goes through: it finds Node 24, installs what the lockfile asks for, and runs the
// command with it. Plain JavaScript, because it is started by whatever Node (20 or newer) the machine has.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode } from './bootstrap/node.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { nodeArguments } from './bootstrap/commands.mjs';
import { runNode } from './bootstrap/run.mjs';
import { SetupFailed } from './bootstrap/setup-failed.mjs';

// Under npm the one who started us is npm itself: if it is killed, nobody could stop us any more.
if (process.env.npm_lifecycle_event !== undefined) await import('./bootstrap/lifeline.mjs');

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  const node = ensureNode(root);
  ensureDependencies(root, node);
  const args = nodeArguments(root, process.argv.slice(2));
  const entry = args.find((argument) => argument.startsWith(root));
  if (entry !== undefined && !existsSync(entry)) {
    throw new SetupFailed(`${entry.slice(root.length)} is not in this clone.`);
  }
  runNode(node, args, join(root, 'node_modules', '.cache', 'node-compile'));
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error;
  process.stderr.write(`mailfold: ${error.message}\n`);
  process.exitCode = 1;
}
