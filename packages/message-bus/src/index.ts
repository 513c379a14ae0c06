export type { Batch, DeadLetter, MessageBus, SubscribeOptions, Subscription } from './message-bus.ts';
