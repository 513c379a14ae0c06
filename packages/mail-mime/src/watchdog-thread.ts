import { workerData } from 'node:worker_threads';
import { SIGNALS } from './bounds.ts';
import { SHARED } from './watchdog.ts';

// A thread of its own: it looks while the main thread is stuck in a message.
const POLL_MS = 20;

interface SharedMemory {
  readonly state: Int32Array;
  readonly limits: Float64Array;
}

const { state, limits }: SharedMemory = workerData;

Atomics.store(state, SHARED.up, 1);
Atomics.notify(state, SHARED.up);
for (;;) {
  Atomics.wait(state, SHARED.active, 0);
  Atomics.wait(state, SHARED.active, 1, POLL_MS);
  if (Atomics.load(state, SHARED.active) === 1) check();
}

function check(): void {
  const { user, system } = process.cpuUsage();
  if (user + system > (limits[SHARED.cpuMicros] ?? 0)) process.kill(process.pid, SIGNALS.cpu);
  if (process.memoryUsage.rss() > (limits[SHARED.rssBytes] ?? 0)) process.kill(process.pid, SIGNALS.memory);
}
