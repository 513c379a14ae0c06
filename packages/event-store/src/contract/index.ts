export { eventStoreContract } from './event-store-contract.ts';
export type { EventStoreFixture, EventStoreUnderTest, OpenFixture } from './fixture.ts';
export { batchOf, sampleEvent, sampleStream } from './samples.ts';
