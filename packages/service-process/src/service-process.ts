import type { Service } from '@mailfold/service-host';
import type { Need } from './config.ts';
import type { ProcessParts } from './parts.ts';

export interface ServiceProcess {
  /** Of the service: in every line of the log, in every figure, in Kafka's logs. */
  readonly name: string;
  readonly needs?: readonly Need[];
  readonly create: (parts: ProcessParts) => Service | Promise<Service>;
}
