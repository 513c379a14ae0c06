import type { Progress, Service } from '@mailfold/service-host';

/**
 * Where a processor stands in the log. On a bus of partitions its own position is that of the last event that reached this process; there
 * the bus says what is left, and a process that has nothing left stands at the head.
 * @param head asked for after the progress
 */
export const positionOf = ({ position, lag }: Progress, head: number): number => {
  if (lag === undefined) return position;
  if (lag === 'unknown') return 0;
  return lag.events === 0 ? head : Math.max(0, Math.min(position, head - lag.events));
};

/** Of every processor of the process, by name. */
export const positionsAt = (
  services: readonly Pick<Service, 'progress'>[],
  head: number,
): ReadonlyMap<string, number> =>
  new Map(services.flatMap((service) => service.progress()).map((one) => [one.name, positionOf(one, head)]));
