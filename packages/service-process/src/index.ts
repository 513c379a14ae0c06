export type { Env, Need } from './config.ts';
export type { Logins, ProcessParts } from './parts.ts';
export { type Program, runProgram } from './run-program.ts';
export { runServiceProcess } from './run-service-process.ts';
export type { ServiceProcess } from './service-process.ts';
