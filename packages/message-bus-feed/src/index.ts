export { FeedMessageBus, type FeedMessageBusOptions } from './feed-message-bus.ts';
export type { OnRejected } from './group.ts';
