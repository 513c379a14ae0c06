export type { Batch, DeadLetter, Lag, MessageBus, Ripe, SubscribeOptions, Subscription } from './message-bus.ts';
export { Ripening } from './ripening.ts';
