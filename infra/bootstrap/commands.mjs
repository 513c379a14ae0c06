import { join } from 'node:path';
import { ENGINE_FLAGS } from './engine-flags.mjs';

const KNOWN_MODULES = `--import=${new URL('./known-modules.mjs', import.meta.url).href}`;

/** Scripts that are jest, and what they ask of it. @type {Readonly<Record<string, readonly string[]>>} */
const TESTS = { test: [], 'test:conformance': ['--selectProjects=e2e', '--testPathPatterns=test/conformance/'] };

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
  if (command === 'up') return [...ENGINE_FLAGS, KNOWN_MODULES, at('services', 'embedded', 'src', 'main.ts'), ...rest];
  if (command === 'up:distributed') return [KNOWN_MODULES, at('infra', 'local', 'src', 'main.ts'), ...rest];
  if (command === 'bench') return [at('test', 'bench', 'main.ts'), ...rest];
  if (command === 'run' && rest[0] === 'check') return [at('infra', 'check', 'main.ts'), ...rest.slice(1)];
  if (command === 'run' && rest[0] === 'test:chaos') return [at('test', 'chaos', 'main.ts'), ...rest.slice(1)];
  const tests = TESTS[rest[0] ?? ''];
  if (command === 'run' && tests !== undefined) {
    // Without the first flag @swc/jest emits CommonJS without a word, and ESM-only packages fail to load.
    const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    return [...flags, at('node_modules', 'jest', 'bin', 'jest.js'), ...tests, ...rest.slice(1)];
  }
  return [KNOWN_MODULES, at('packages', 'cli', 'src', 'main.ts'), ...argv];
}
