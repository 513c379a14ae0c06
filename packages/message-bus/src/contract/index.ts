export { type MessageBusFixture, messageBusContract, type MessageBusUnderTest } from './message-bus-contract.ts';
