import type { EventFilter, EventStore } from '@mailfold/event-store';
import type { ServerEvent } from '@mailfold/service-host';
import { publicEvent } from './public-event.ts';

export interface Following {
  readonly after: number;
  readonly filter: EventFilter;
  readonly signal: AbortSignal;
}

/** Past events, then live ones, each with its position as the id to go on after; ends when the signal aborts. */
export async function* follow(events: EventStore, following: Following): AsyncGenerator<ServerEvent> {
  for await (const item of events.subscribeAll(following)) {
    if (item.kind === 'caught-up') continue;
    for (const event of item.events) {
      const data = publicEvent(event);
      yield { id: data.position, event: data.type, data };
    }
  }
}
