/** Who may see a record, as columns: everyone, or those named one by one or by group. */
export interface Access {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

export interface RecordRow extends Access {
  readonly tenant: string;
  readonly id: string;
  readonly kind: 'contact' | 'organisation' | 'deal';
  readonly externalId: string;
  readonly name: string;
  readonly state: string | null;
  readonly openedAt: string | null;
  readonly organisation: string | null;
  readonly owner: string | null;
}

export interface UserRow {
  readonly tenant: string;
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** A record's access as it changed, where its other columns stay as they are. */
export interface AccessRow extends Access {
  readonly tenant: string;
  readonly id: string;
}

export interface Named {
  readonly tenant: string;
  readonly id: string;
}

/** What a batch makes of the directory, by our ids; an id stands in one of the first three only, its last word. */
export interface DirectorySet {
  readonly records: Map<string, RecordRow>;
  readonly users: Map<string, UserRow>;
  readonly removed: Map<string, Named>;
  readonly access: Map<string, AccessRow>;
}

export const emptySet = (): DirectorySet => ({
  records: new Map(),
  users: new Map(),
  removed: new Map(),
  access: new Map(),
});
