export { createProviderWriteback, type WritebackParts } from './container.ts';
export type { WritebackTiming } from './application/actor/timing.ts';
