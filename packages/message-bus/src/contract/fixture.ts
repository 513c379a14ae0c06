import type { EventStore } from '@mailfold/event-store';
import type { MessageBus } from '../message-bus.ts';

export interface MessageBusFixture extends AsyncDisposable {
  readonly bus: MessageBus;
  /** What is appended here reaches the bus. */
  readonly events: EventStore;
  /** Another bus of the same groups, as after a new start; closed by whoever asked for it. */
  readonly another: () => Promise<MessageBus>;
  /** The ids and reasons of a group's dead letters, in any order. */
  readonly deadLetters: (group: string) => Promise<readonly { readonly id: string; readonly reason: string }[]>;
}

export interface MessageBusUnderTest {
  readonly name: string;
  readonly open: () => Promise<MessageBusFixture>;
}
