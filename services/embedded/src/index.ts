export { DataDirectory } from '@mailfold/one-machine/start';
export { upConfig, type UpConfig } from './config.ts';
export { type Engine, startEngine } from './engine.ts';
export { run } from './run.ts';
