import type { DataOf, MessageObserved, Why } from '@mailfold/contracts';

export type Observed = DataOf<typeof MessageObserved>;

/** What changes about a message after it was observed. */
export interface MessageRow {
  readonly account: string;
  readonly id: string;
  /** Set while the row is new. */
  readonly observed: Observed | undefined;
  thread: string | undefined;
  root: string | undefined;
  flags: number;
  folders: readonly string[];
  hidden: boolean;
  gone: boolean;
}

export interface ThreadRow {
  readonly account: string;
  readonly id: string;
  root: string;
  readonly tenant: string;
  readonly owner: string;
  shared: boolean;
  sharedAt: string | undefined;
  sharedBy: unknown;
  archived: boolean;
  suggested: readonly string[];
}

export interface LinkRow {
  readonly kind: 'contact' | 'organisation' | 'deal';
  readonly record: string;
  readonly why: Why;
  readonly at: string;
}

/** Rows of one account that a batch touches; keys are ids of ours, unique over all accounts. */
export interface WorkingSet {
  readonly accounts: Map<string, { readonly tenant: string; readonly owner: string; changed: boolean }>;
  readonly folders: Map<
    string,
    { readonly account: string; path: string; role: string; gone: boolean; changed: boolean }
  >;
  readonly messages: Map<string, MessageRow>;
  readonly threads: Map<string, ThreadRow>;
  /** Root → links by `<kind> <record>`; only of threads whose links a batch touches. */
  readonly links: Map<string, Map<string, LinkRow>>;
  readonly changed: {
    readonly messages: Set<string>;
    readonly threads: Set<string>;
    /** Roots whose links changed. */
    readonly links: Set<string>;
    /** Roots whose sums must be made anew. */
    readonly sums: Set<string>;
    readonly merges: { readonly account: string; readonly survivor: string; readonly absorbed: readonly string[] }[];
  };
}

export const emptySet = (): WorkingSet => ({
  accounts: new Map(),
  folders: new Map(),
  messages: new Map(),
  threads: new Map(),
  links: new Map(),
  changed: { messages: new Set(), threads: new Set(), links: new Set(), sums: new Set(), merges: [] },
});

export const rootOf = (set: WorkingSet, threadId: string): ThreadRow | undefined => {
  let thread = set.threads.get(threadId);
  while (thread !== undefined && thread.root !== thread.id) {
    const next = set.threads.get(thread.root);
    if (next === undefined) return thread;
    thread = next;
  }
  return thread;
};
