import type { Sample } from '@mailfold/telemetry';
import type { Progress } from './platform.ts';

/** Where the store and every processor stand, and how far each is behind. */
export const progressSamples = (head: number, progress: readonly Progress[]): readonly Sample[] => [
  { name: 'mailfold_events_head', help: 'Position of the last event of the store.', type: 'gauge', value: head },
  ...progress.map(({ name, position }): Sample => ({
    name: 'mailfold_processor_lag',
    help: 'Positions between the last event and the last one that the processor has finished.',
    type: 'gauge',
    value: Math.max(0, head - position),
    labels: { processor: name },
  })),
  {
    name: 'mailfold_memory_bytes',
    help: 'Resident set of this process.',
    type: 'gauge',
    value: process.memoryUsage.rss(),
  },
];
