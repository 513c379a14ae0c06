import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

// Kafka protocol, Metadata v1: size 16, key 3, version 1, correlation 1, no client id, no topics.
const ASK = Buffer.from([0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 1, 0xff, 0xff, 0, 0, 0, 0]);
const BROKERS_AT = 8;
const PATIENCE_MS = 2_000;

/** Whether the broker at a plain port of loopback counts itself as ready to serve: until then it names no broker. */
export async function answersAt(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    socket.write(ASK);
    const [answer] = await once(socket, 'data');
    return Buffer.isBuffer(answer) && answer.length >= BROKERS_AT + 4 && answer.readInt32BE(BROKERS_AT) > 0;
  } catch {
    return false; // not yet
  } finally {
    socket.destroy();
  }
}

const LOOK_EVERY_MS = 50;

/** @throws Error when it does not within so many milliseconds, or when the signal aborts, with its reason */
export async function untilAnswering(port: number, withinMs: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await answersAt(port))) {
    signal.throwIfAborted();
    if (performance.now() > end) throw new Error(`Kafka did not answer at port ${port} within ${withinMs} ms`);
    await delay(LOOK_EVERY_MS);
  }
}
