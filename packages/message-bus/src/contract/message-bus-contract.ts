import { backPressureFacts } from './back-pressure.ts';
import { deadLetterFacts } from './dead-letters.ts';
import { deliveryFacts } from './delivery.ts';
import type { MessageBusFixture, MessageBusUnderTest } from './fixture.ts';
import { memberFacts } from './members.ts';
import { propertyFacts } from './property.ts';
import { redeliveryFacts } from './redelivery.ts';
import { resumingFacts } from './resuming.ts';
import { togetherFacts } from './together.ts';

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
    togetherFacts(current);
    propertyFacts(current);
    deadLetterFacts(current);
  });
}
