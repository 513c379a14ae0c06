export { createForwarder, type ForwarderOptions, type ForwarderService } from './container.ts';
export type { Lag } from './application/lag.ts';
export type { Limits } from './application/outgoing.ts';
export type { Connect, OutgoingRecord, Publisher } from './application/publisher.ts';
