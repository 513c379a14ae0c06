import type { BlobStore } from '@mailfold/blob-store';
import { DeadLetters } from '@mailfold/processor';
import type { HttpRoutes, Platform, Service } from '@mailfold/service-host';
import { deadLetterRoutes } from './dead-letters/routes.ts';
import { checksOf } from './doctor/checks-of.ts';
import { doctorRoutes } from './doctor/routes.ts';
import { progressRoutes } from './progress.ts';
import { Rebuilds } from './rebuild/rebuilds.ts';
import { rebuildRoutes } from './rebuild/routes.ts';

export interface OperationParts extends Omit<Platform, 'bus' | 'ids'> {
  /** All of this process. */
  readonly services: readonly Service[];
  readonly blobs: BlobStore;
  /** Holds the database, the blobs and, unless the environment has it, the master key. */
  readonly dataDirectory: string;
  /** Default `file`: `master.key` in the data directory. */
  readonly masterKeyFrom?: 'file' | 'environment';
}

/** What an operator asks of the process: rebuilds, dead letters, a doctor's look at every part, and progress. */
export const operationRoutes = (parts: OperationParts): HttpRoutes => {
  const runners = parts.services.flatMap((service) => service.runners);
  const letters = new DeadLetters(parts.rows, runners);
  return [
    ...rebuildRoutes(new Rebuilds({ ...parts, runners })),
    ...deadLetterRoutes(letters),
    ...doctorRoutes((tenantId) => checksOf({ ...parts, letters, tenantId })),
    ...progressRoutes({ ...parts, letters }),
  ];
};
