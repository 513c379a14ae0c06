import type { VisibleTo } from '@mailfold/contracts';
import type { DirectoryRecord, Kind } from './state.ts';

/** What the CRM says of its records, in our ids. */
export type DirectoryCommand =
  | { readonly op: 'record'; readonly id: string; readonly record: DirectoryRecord }
  | { readonly op: 'remove'; readonly kind: Kind; readonly id: string }
  | { readonly op: 'merge-contacts'; readonly survivor: string; readonly absorbed: readonly string[] }
  | { readonly op: 'access'; readonly kind: Kind; readonly id: string; readonly visibleTo: VisibleTo };

export type DirectoryOutcome = 'recorded' | 'removed' | 'already-so';
