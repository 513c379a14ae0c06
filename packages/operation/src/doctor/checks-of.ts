import type { DeadLetters } from '@mailfold/processor';
import type { OperationParts } from '../operation-parts.ts';
import type { Check } from './check.ts';
import { accountsCheck } from './checks/accounts.ts';
import { blobStoreCheck } from './checks/blob-store.ts';
import { databaseCheck } from './checks/database.ts';
import { diskCheck } from './checks/disk.ts';
import { eventStoreCheck } from './checks/event-store.ts';
import { accountKeysCheck } from './checks/account-keys.ts';
import { masterKeyCheck } from './checks/master-key.ts';
import { processorsCheck } from './checks/processors.ts';

export interface DoctorParts extends OperationParts {
  readonly letters: DeadLetters;
  readonly tenantId: string;
}

/** Every part of this process, from the ground up. */
export const checksOf = (parts: DoctorParts): readonly Check[] => [
  ...(parts.dataDirectory === undefined ? [] : [diskCheck(parts.dataDirectory)]),
  databaseCheck(parts.rows),
  eventStoreCheck(parts.events),
  ...(parts.blobs === undefined ? [] : [blobStoreCheck(parts.blobs)]),
  ...(parts.secrets === undefined ? [] : [masterKeyCheck(parts.secrets), accountKeysCheck(parts.secrets)]),
  processorsCheck(parts),
  accountsCheck(parts.rows, parts.tenantId, parts.unrecorded),
];
