import { freshDatabase } from '@mailfold/dev-env';
import { PostgresEventStore } from '@mailfold/event-store-postgres';
import { messageBusContract } from '@mailfold/message-bus/contract';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { FeedMessageBus } from '../src/feed-message-bus.ts';

messageBusContract({
  name: "the event store's feed",
  open: async () => {
    const database = await freshDatabase();
    const rows = await PostgresReadStore.connect({ url: database.url });
    const events = await PostgresEventStore.create({ readStore: rows });
    const bus = await FeedMessageBus.create({ events, rows });
    return {
      bus,
      events,
      another: () => FeedMessageBus.create({ events, rows }),
      deadLetters: (group) =>
        rows.query('select event_id as id, reason from message_bus.dead_letter where group_name = $1', [group]),
      [Symbol.asyncDispose]: async () => {
        await bus[Symbol.asyncDispose]();
        await events[Symbol.asyncDispose]();
        await rows[Symbol.asyncDispose]();
        await database.drop();
      },
    };
  },
});
