export { EVENTSTOREDB_CODES } from './codes.ts';
export { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb-event-store.ts';
