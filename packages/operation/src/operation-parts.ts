import type { BlobStore } from '@mailfold/blob-store';
import type { KeySource, VaultKeys } from '@mailfold/secrets';
import type { Platform, Service, Unrecorded } from '@mailfold/service-host';

/** The keys under which logins are sealed, and whether a file of ours holds the master key. */
export interface Secrets {
  readonly keys: VaultKeys;
  readonly source: KeySource;
}

/** What the operation routes look at; what a process does not have is not looked at. */
export interface OperationParts extends Omit<Platform, 'bus' | 'ids'> {
  /** All of this process. */
  readonly services: readonly Service[];
  readonly blobs?: BlobStore;
  /** A folder on the disk that fills up: of the database, or of the blobs. */
  readonly dataDirectory?: string;
  /** Absent where the process needs no master key. */
  readonly secrets?: Secrets;
  /** What stands in the way of accounts and may not be in the log. */
  readonly unrecorded?: Unrecorded;
}
