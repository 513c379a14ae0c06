import type { MessageBus, SubscribeOptions } from '@mailfold/message-bus';
import type { Metrics } from '@mailfold/telemetry';

const measured = (options: SubscribeOptions, metrics: Metrics): SubscribeOptions => {
  const labels = { group: options.group };
  return {
    ...options,
    handle: async (batch) => {
      const start = performance.now();
      try {
        await options.handle(batch);
      } catch (error) {
        metrics.count('mailfold_processor_batches_failed_total', labels);
        throw error;
      }
      metrics.observe('mailfold_processor_batch_duration_seconds', labels, (performance.now() - start) / 1_000);
      metrics.count('mailfold_processor_events_total', labels, batch.events.length);
    },
  };
};

/** The same bus, whose groups count their batches and events. The given one is still its maker's to dispose. */
export const measuredBus = (bus: MessageBus, metrics: Metrics): MessageBus => ({
  subscribe: (options) => bus.subscribe(measured(options, metrics)),
  subscribeTogether: (member, all) =>
    bus.subscribeTogether(
      member,
      all.map((options) => measured(options, metrics)),
    ),
  keepPace: (position) => bus.keepPace(position),
  copyDeadLetter: (letter) => bus.copyDeadLetter(letter),
  [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose](),
});
