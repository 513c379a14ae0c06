import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { dashed } from './uuid.ts';

/** Where new ids come from. They are UUIDs of version 7: later ids sort after earlier ones of the same source. */
export interface Ids {
  next(): string;
}

export type RandomBytes = (size: number) => Buffer;

const COUNTER_END = 0x1000;

/** 48 bits of milliseconds, a 12-bit counter, 62 random bits (RFC 9562 §5.7, §6.2 method 1). */
export function encodeUuid7(ms: number, counter: number, random: Buffer): string {
  const time = ms.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  const tail = Buffer.from(random.subarray(0, 8));
  tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
  return dashed(`${time}7${count}${tail.toString('hex')}`);
}

/** Ids that go up even when the clock stands still or jumps back. */
export function uuid7Ids(clock: Clock, random: RandomBytes = randomBytes): Ids {
  let ms = 0;
  let counter = 0;
  return {
    next() {
      const now = clock.now().getTime();
      counter = now > ms ? 0 : counter + 1;
      ms = Math.max(now, ms);
      if (counter === COUNTER_END) {
        ms += 1;
        counter = 0;
      }
      return encodeUuid7(ms, counter, random(8));
    },
  };
}

export const systemIds: Ids = uuid7Ids(systemClock);

/** A new UUID of version 7, from the machine's clock and randomness. Where an `Ids` can be injected, inject it. */
export const uuid7 = (): string => systemIds.next();
