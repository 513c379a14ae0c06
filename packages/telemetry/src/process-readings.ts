import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Reading } from './reading.ts';

/** Between two looks at the loop: ten a second cost nothing that can be seen. */
const EVERY_MS = 100;
const NANOSECONDS = 1e9;

/** Memory, CPU and how late the event loop is. */
export const processReadings = (): Disposable & { read(): readonly Reading[] } => {
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
  delay.enable();
  // It measures from one look to the next, which is the delay and the time between looks.
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS - EVERY_MS / 1_000);
  const lateness = (): readonly Reading[] => {
    const name = 'mailfold_event_loop_delay_seconds';
    const readings = [
      { name, labels: { quantile: '0.5' }, value: late(delay.percentile(50)) },
      { name, labels: { quantile: '0.99' }, value: late(delay.percentile(99)) },
      { name, labels: { quantile: '1' }, value: late(delay.max) },
    ] as const;
    const seen = delay.count > 0;
    delay.reset();
    return seen ? readings : [];
  };
  return {
    read: () => {
      const { rss, heapUsed } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      return [
        ...lateness(),
        { name: 'process_resident_memory_bytes', value: rss },
        { name: 'process_heap_bytes', value: heapUsed },
        { name: 'process_cpu_seconds_total', value: (user + system) / 1e6 },
        { name: 'process_start_time_seconds', value: performance.timeOrigin / 1_000 },
      ];
    },
    [Symbol.dispose]: () => void delay.disable(),
  };
};
