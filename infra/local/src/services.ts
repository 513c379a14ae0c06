/** Every service that runs as a process of its own behind the gateway; the first is asked first for what all of them have. */
export const SERVICES = [
  'projections',
  'ingest',
  'linking',
  'visibility',
  'provider-writeback',
  'threading',
  'forwarder',
] as const;

export type ServiceName = (typeof SERVICES)[number];

/** How many of each; default 1. */
export type Instances = Readonly<Partial<Record<ServiceName, number>>>;

const NAMES: readonly string[] = SERVICES;

export const isServiceName = (name: string): name is ServiceName => NAMES.includes(name);

/** As the gateway's environment names it. */
export const upstreamVariable = (name: ServiceName): string =>
  `MAILFOLD_UPSTREAM_${name.toUpperCase().replaceAll('-', '_')}`;
