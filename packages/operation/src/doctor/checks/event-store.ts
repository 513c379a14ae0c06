import type { EventStore } from '@mailfold/event-store';
import type { Check } from '../check.ts';

const part = 'event store';

export const eventStoreCheck = (events: EventStore): Check => ({
  part,
  whatToDo: 'It lies in the database: put that right first.',
  look: async () => {
    const head = await events.head();
    return [{ part, state: 'ok', words: head === 0 ? 'the log is empty' : `the log ends at ${head}` }];
  },
});
