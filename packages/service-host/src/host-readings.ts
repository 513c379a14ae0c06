import { DeadLetters } from '@mailfold/processor';
import type { Metrics, Reading } from '@mailfold/telemetry';
import { groupLags } from './group-lags.ts';
import type { Platform, Progress, Service } from './platform.ts';

const progressOf = (services: readonly Service[]): readonly Progress[] =>
  services.flatMap((service) => service.progress());

async function* lagReadings({ events, clock }: Platform, progress: readonly Progress[]): AsyncGenerator<Reading> {
  for (const { group, events: behind, seconds } of await groupLags(events, clock, progress)) {
    if (behind !== undefined) yield { name: 'mailfold_consumer_lag_events', labels: { group }, value: behind };
    if (seconds !== 'unknown') yield { name: 'mailfold_consumer_lag_seconds', labels: { group }, value: seconds };
  }
}

/** Also of groups without any: nothing parked is a figure, too. */
const deadLetterReadings = async ({ rows }: Platform, groups: readonly string[]): Promise<readonly Reading[]> => {
  if (groups.length === 0) return [];
  const counts = new Map((await new DeadLetters(rows, []).counts()).map((count) => [count.processor, count]));
  return groups.flatMap((group): readonly Reading[] => [
    { name: 'mailfold_dead_letters', labels: { group }, value: counts.get(group)?.events ?? 0 },
    { name: 'mailfold_dead_letter_keys', labels: { group }, value: counts.get(group)?.keys ?? 0 },
  ]);
};

/** Has the metrics ask the services of a host, and the platform, whenever somebody asks them. */
export const readHost = (metrics: Metrics, platform: Platform, services: readonly Service[]): void => {
  const groups = services.flatMap((service) => service.runners.map((runner) => runner.name));
  metrics.readWhenAsked('events', async () => [{ name: 'mailfold_events_head', value: await platform.events.head() }]);
  metrics.readWhenAsked('lag', () => Array.fromAsync(lagReadings(platform, progressOf(services))));
  metrics.readWhenAsked('dead letters', () => deadLetterReadings(platform, groups));
  for (const service of services) {
    if (service.figures !== undefined)
      metrics.readWhenAsked(service.name, () => service.figures?.() ?? Promise.resolve([]));
  }
};
