import type { EventStore, StoredEvent } from '@mailfold/event-store';

/** All events of a stream, in their order. */
export async function* streamed(events: Pick<EventStore, 'readStream'>, stream: string): AsyncGenerator<StoredEvent> {
  for (let from = 0; ;) {
    const page = await events.readStream(stream, { from });
    const last = page.at(-1);
    if (last === undefined) return;
    yield* page;
    from = last.revision + 1;
  }
}
