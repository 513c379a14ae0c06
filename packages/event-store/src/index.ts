export { type EventCodec, plainCodec, type StoredRow } from './codec.ts';
export { encode, type Encoded } from './encode.ts';
export {
  conflict,
  EVENT_STORE_CODES,
  type EventStoreCode,
  idReused,
  invalid,
  MOST_EVENT_BYTES,
  tooLarge,
} from './errors.ts';
export type {
  Append,
  Appended,
  EventFilter,
  EventStore,
  EventStoreCapabilities,
  ExpectedRevision,
  FeedItem,
  ReadAllOptions,
  ReadStreamOptions,
} from './event-store.ts';
export { keyOf, type EventMeta, type NewEvent, type Origin, type StoredEvent } from './events.ts';
export type { FeedSource, PageRequest } from './feed/feed-source.ts';
export { Feed, type Subscribe } from './feed/feed.ts';
export type { SizedEvent, WindowLimits } from './feed/recent-events.ts';
export { matcher } from './filter.ts';
export { MemoryEventStore, type MemoryEventStoreOptions } from './memory/memory-event-store.ts';
export { sameContent } from './same-content.ts';
export { noUpcasters, type Upcaster, Upcasters } from './upcasters.ts';
