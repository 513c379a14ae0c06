export { argumentsFrom, badArguments, portFrom } from './arguments.ts';
export { loadConfig } from './load-config.ts';
export { withSecretFiles } from './secret-files.ts';
export { listOf, LogLevel, Port } from './shapes.ts';
