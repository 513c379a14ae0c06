import type { BlobStore } from '@mailfold/blob-store';
import type { Platform, Service } from '@mailfold/service-host';

/** What the operation routes look at. */
export interface OperationParts extends Omit<Platform, 'bus' | 'ids'> {
  /** All of this process. */
  readonly services: readonly Service[];
  readonly blobs: BlobStore;
  /** Holds the database, the blobs and, unless the environment has it, the master key. */
  readonly dataDirectory: string;
  /** Default `file`: `master.key` in the data directory. */
  readonly masterKeyFrom?: 'file' | 'environment';
}
