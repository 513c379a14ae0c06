import { HEADER } from '@mailfold/contracts/topics';
import { describeWith, findKafka, until } from '@mailfold/dev-env';
import { messageBusContract } from '@mailfold/message-bus/contract';
import { kafkaClient } from '../src/connection.ts';
import { readTopic } from '../src/read-topic.ts';
import { openBus } from './open-bus.ts';

describeWith(await findKafka(), 'the bus on Kafka', ({ sharedKafka }) => {
  messageBusContract({
    name: 'Kafka',
    open: async () => {
      const { brokers } = await sharedKafka();
      const open = await openBus(brokers);
      const { connection, topic } = open;
      const admin = kafkaClient(connection, undefined).admin();
      await admin.connect();
      return {
        bus: open.bus,
        events: open.events,
        another: open.another,
        deadLetters: (group) =>
          // What was committed can be read a moment later.
          until(async () => {
            const letters: { readonly id: string; readonly reason: string }[] = [];
            const from = { connection, admin, topic: `${topic}.${group}.dead`, log: undefined };
            await readTopic(from, ({ headers = {} }) =>
              letters.push({ id: String(headers[HEADER.id]), reason: String(headers['mailfold-dead-reason']) }),
            );
            return letters.length > 0 && letters;
          }),
        [Symbol.asyncDispose]: async () => {
          await admin.disconnect();
          await open[Symbol.asyncDispose]();
        },
      };
    },
  });
});
