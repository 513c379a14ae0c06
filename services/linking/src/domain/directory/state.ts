import type {
  ContactRecorded,
  DataOf,
  DealRecorded,
  OrganisationRecorded,
  RecordKind,
  UserRecorded,
} from '@mailfold/contracts';

export type User = DataOf<typeof UserRecorded>;
export type Contact = DataOf<typeof ContactRecorded>;
export type Organisation = DataOf<typeof OrganisationRecorded>;
export type Deal = DataOf<typeof DealRecorded>;

/** A record of the CRM as it is now. */
export type DirectoryRecord =
  | { readonly kind: 'user'; readonly data: User }
  | { readonly kind: 'contact'; readonly data: Contact }
  | { readonly kind: 'organisation'; readonly data: Organisation }
  | { readonly kind: 'deal'; readonly data: Deal };

export interface DirectoryState {
  readonly tenantId: string;
  /** By our id; those that a batch touches. */
  readonly records: Map<string, DirectoryRecord>;
  readonly changed: {
    readonly records: Set<string>;
    readonly removed: Set<string>;
    readonly merges: { readonly survivor: string; readonly absorbed: readonly string[] }[];
  };
}

export const emptyDirectory = (tenantId: string): DirectoryState => ({
  tenantId,
  records: new Map(),
  changed: { records: new Set(), removed: new Set(), merges: [] },
});

export type Kind = RecordKind;
