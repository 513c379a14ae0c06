import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EventStoreCapabilities } from '../event-store.ts';
import type { EventStoreFixture } from './fixture.ts';
import { Following } from './following.ts';
import { batchOf, sampleStream } from './samples.ts';

const EVENTS = 100_000;
const BATCH = 1_000;
const MOST_HEAP_BYTES = 64 * 1024 * 1024;

/** Bytes of the heap that are in use for good. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

export function backPressureFacts(fixture: () => EventStoreFixture, capabilities: EventStoreCapabilities): void {
  describe('a slow subscriber while 100,000 events arrive (E5)', () => {
    it('gets each of them once and in order, and holds a bounded part of them in memory', async () => {
      const { store } = fixture();
      await using quick = new Following(store, await store.head());
      await using slow = new Following(store, await store.head());
      await Promise.all([quick.untilCaughtUp(), slow.untilCaughtUp()]);
      const stream = sampleStream();
      const before = heap();
      for (let count = 0; count < EVENTS; count += BATCH) {
        await store.append({ stream, expected: count - 1, events: batchOf(BATCH) });
        await quick.take(BATCH);
      }
      const held = heap() - before;
      let next = 0;
      while (next < EVENTS) {
        for (const event of await slow.take(1)) {
          if (event.stream !== stream || event.revision !== next) throw new Error(`${next} was not next`);
          next += 1;
        }
      }
      expect(next).toBe(EVENTS);
      // A log in memory holds its events itself.
      expect(capabilities.durable ? held : 0).toBeLessThan(MOST_HEAP_BYTES);
    }, 180_000);
  });
}
