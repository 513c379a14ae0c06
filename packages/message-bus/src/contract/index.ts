export type { MessageBusFixture, MessageBusUnderTest } from './fixture.ts';
export { messageBusContract } from './message-bus-contract.ts';
