import { join } from 'node:path';
import { ENGINE_FLAGS } from './engine-flags.mjs';

/**
 * The arguments for Node that carry out a command line.
 * @param {string} root folder of this clone
 * @param {readonly string[]} argv what was typed after the program's name
 * @returns {string[]}
 */
export function nodeArguments(root, argv) {
  const [command, ...rest] = argv;
  /** @param {string[]} path */
  const at = (...path) => join(root, ...path);
  if (command === 'up') return [...ENGINE_FLAGS, at('services', 'embedded', 'src', 'main.ts'), ...rest];
  if (command === 'bench') return [at('test', 'bench', 'main.ts'), ...rest];
  if (command === 'run' && rest[0] === 'check') return [at('infra', 'check', 'main.ts'), ...rest.slice(1)];
  if (command === 'run' && rest[0] === 'test') {
    // Without the first flag @swc/jest emits CommonJS without a word, and ESM-only packages fail to load.
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    return [...flags, at('node_modules', 'jest', 'bin', 'jest.js'), ...rest.slice(1)];
  }
  return [at('packages', 'cli', 'src', 'main.ts'), ...argv];
}
