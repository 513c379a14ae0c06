/** A member in a process of its own, for who wants to kill it: prints each event's key and position when it has handled it. */
import { keyOf } from '@mailfold/event-store';
import { KafkaMessageBus } from '../src/kafka-message-bus.ts';
import { connectionTo, TIMING } from './open-bus.ts';

const [broker = '', topic = '', group = ''] = process.argv.slice(2);
const bus = await KafkaMessageBus.create({ connection: connectionTo([broker]), topic, timing: TIMING });
await bus.subscribe({
  group,
  maxBatch: 5,
  handle: (batch) => {
    for (const event of batch.events) process.stdout.write(`${keyOf(event)} ${event.position} ${event.id}\n`);
    return Promise.resolve();
  },
});
process.stdout.write('joined\n');
