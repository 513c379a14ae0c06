import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENGINE_ENVIRONMENT, SERVICE_FLAGS } from '../../bootstrap/engine-flags.mjs';
import { CLONE, inherited } from './config.ts';

const preload = (...path: readonly string[]): string => `--import=${pathToFileURL(join(CLONE, ...path)).href}`;

/** What Node is given to run a service. */
export const processArguments = (service: string): readonly string[] => [
  ...SERVICE_FLAGS,
  preload('infra', 'local', 'lifeline.mjs'),
  preload('infra', 'bootstrap', 'known-modules.mjs'),
  join(CLONE, 'services', service, 'src', 'main.ts'),
];

/** Of this process, without settings meant for it. */
export const processEnvironment = (): NodeJS.ProcessEnv => ({
  ...ENGINE_ENVIRONMENT,
  NODE_COMPILE_CACHE: join(CLONE, 'node_modules', '.cache', 'node-compile'),
  ...inherited(),
});
