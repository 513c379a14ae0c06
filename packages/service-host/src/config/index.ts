export { argumentsFrom, badArguments, portFrom } from './arguments.ts';
export { loadConfig } from './load-config.ts';
export { listOf, LogLevel, Port } from './shapes.ts';
