export { EventStoreDbDouble, type EventStoreDbDoubleOptions } from './eventstoredb-double.ts';
export type { Faults } from './faults.ts';
