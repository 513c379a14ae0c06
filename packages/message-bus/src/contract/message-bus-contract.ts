import type { EventStore } from '@mailfold/event-store';
import type { MessageBus } from '../message-bus.ts';
import { backPressureFacts } from './back-pressure.ts';
import { deadLetterFacts } from './dead-letters.ts';
import { deliveryFacts } from './delivery.ts';
import { memberFacts } from './members.ts';
import { propertyFacts } from './property.ts';
import { redeliveryFacts } from './redelivery.ts';
import { resumingFacts } from './resuming.ts';

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

/** What every subscriber of a `MessageBus` may rely on. */
export function messageBusContract({ name, open }: MessageBusUnderTest): void {
  describe(`${name} as a message bus`, () => {
    let fixture: MessageBusFixture | undefined;
    const current = (): MessageBusFixture => {
      if (fixture === undefined) throw new Error('the message bus was not opened');
      return fixture;
    };
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture?.[Symbol.asyncDispose]());

    deliveryFacts(current);
    redeliveryFacts(current);
    backPressureFacts(current);
    resumingFacts(current);
    memberFacts(current);
    propertyFacts(current);
    deadLetterFacts(current);
  });
}
