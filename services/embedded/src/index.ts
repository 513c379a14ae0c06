export { upConfig, type UpConfig } from './config.ts';
export { DataDirectory } from './data-directory.ts';
export { type Engine, startEngine } from './engine.ts';
export { up } from './up.ts';
