export type { Child } from './child.ts';
export type { Instances, ServiceName } from './services.ts';
export { settle } from './settle.ts';
export { type Local, type LocalOptions, type LocalPostgres, startLocal } from './start-local.ts';
