import { join } from 'node:path';
import type { DeadLetters } from '@mailfold/processor';
import type { OperationParts } from '../operation-parts.ts';
import type { Check } from './check.ts';
import { accountsCheck } from './checks/accounts.ts';
import { blobStoreCheck } from './checks/blob-store.ts';
import { databaseCheck } from './checks/database.ts';
import { diskCheck } from './checks/disk.ts';
import { eventStoreCheck } from './checks/event-store.ts';
import { masterKeyCheck } from './checks/master-key.ts';
import { processorsCheck } from './checks/processors.ts';

export interface DoctorParts extends OperationParts {
  readonly letters: DeadLetters;
  readonly tenantId: string;
}

/** Every part of this process, from the ground up. */
export const checksOf = (parts: DoctorParts): readonly Check[] => [
  diskCheck(parts.dataDirectory),
  databaseCheck(parts.rows),
  eventStoreCheck(parts.events),
  blobStoreCheck(parts.blobs),
  masterKeyCheck(parts.masterKeyFrom === 'environment' ? undefined : join(parts.dataDirectory, 'master.key')),
  processorsCheck(parts),
  accountsCheck(parts.rows, parts.tenantId),
];
