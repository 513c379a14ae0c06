import { keyOf, type StoredEvent } from '@mailfold/event-store';

/** What is asked of a log topic: each event of the store once, whole, each key's in the store's order. */
export const expectSame = (topic: readonly StoredEvent[], store: readonly StoredEvent[]): void => {
  expect(topic.length).toBe(store.length);
  expect(Object.fromEntries(Map.groupBy(topic, keyOf))).toEqual(Object.fromEntries(Map.groupBy(store, keyOf)));
};

/** As consumers are told to read: whatever is not above the last position of its key is passed over. */
export const withoutRepeats = (topic: readonly StoredEvent[]): StoredEvent[] => {
  const last = new Map<string, number>();
  return topic.filter((event) => {
    const isNew = event.position > (last.get(keyOf(event)) ?? 0);
    if (isNew) last.set(keyOf(event), event.position);
    return isNew;
  });
};
