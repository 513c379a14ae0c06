import type { BlobStore } from '@mailfold/blob-store';
import type { Platform, Service, Unrecorded } from '@mailfold/service-host';

/** What the operation routes look at; what a process does not have is not looked at. */
export interface OperationParts extends Omit<Platform, 'bus' | 'ids'> {
  /** All of this process. */
  readonly services: readonly Service[];
  readonly blobs?: BlobStore;
  /** A folder on the disk that fills up: of the database, or of the blobs. */
  readonly dataDirectory?: string;
  /** A file, or `environment`; absent where the process needs no master key. */
  readonly masterKey?: { readonly file: string } | 'environment';
  /** What stands in the way of accounts and may not be in the log. */
  readonly unrecorded?: Unrecorded;
}
