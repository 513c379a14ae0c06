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
