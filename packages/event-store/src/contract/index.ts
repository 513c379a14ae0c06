export {
  eventStoreContract,
  type EventStoreFixture,
  type EventStoreUnderTest,
  type OpenFixture,
} from './event-store-contract.ts';
export { batchOf, sampleEvent, sampleStream } from './samples.ts';
