/** A world as VIS-2 speaks of it. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

export interface RecordOf {
  readonly name: string;
  readonly kind: 'contact' | 'organisation' | 'deal';
  readonly owner?: string;
  readonly visibleTo: 'everyone' | { readonly users: readonly string[] } | { readonly groups: readonly string[] };
}

export interface ThreadOf {
  readonly name: string;
  readonly owner: string;
  readonly shared: boolean;
  /** Names of records, in the directory or not. */
  readonly links: readonly { readonly kind: RecordOf['kind']; readonly name: string }[];
}

export const mayViewRecord = (viewer: User, { owner, visibleTo }: RecordOf): boolean =>
  owner === viewer.name ||
  visibleTo === 'everyone' ||
  ('users' in visibleTo
    ? visibleTo.users.includes(viewer.name)
    : visibleTo.groups.some((group) => viewer.groups.includes(group)));

/** VIS-2 in plain words, to compare the rule in SQL with. */
export const mayView = (viewer: User, thread: ThreadOf, records: readonly RecordOf[]): boolean => {
  if (thread.owner === viewer.name) return true;
  const linked = thread.links.map((link) => records.find(({ kind, name }) => kind === link.kind && name === link.name));
  const placed = thread.links.some(({ kind }) => kind === 'deal' || kind === 'contact');
  return thread.shared && placed && linked.every((record) => record !== undefined && mayViewRecord(viewer, record));
};
