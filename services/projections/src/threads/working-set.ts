import type { DataOf, MessageObserved, MessageRestored, Why } from '@mailfold/contracts';
import type { Sums } from './sums.ts';

export type Observed = DataOf<typeof MessageObserved>;
/** Where the bytes of a message lie. */
export type Content = NonNullable<DataOf<typeof MessageRestored>['content']>;

export interface AccountRow {
  readonly tenant: string;
  readonly owner: string;
  /** Its own, in lower case. */
  readonly addresses: readonly string[];
  changed: boolean;
}

export interface FolderRow {
  readonly account: string;
  path: string;
  role: string;
  gone: boolean;
  changed: boolean;
}

/** What changes about a message after it was observed, and what its thread's sums are made of. */
export interface MessageRow {
  readonly account: string;
  readonly id: string;
  /** Set while the row is new. */
  readonly observed: Observed | undefined;
  /** Where its bytes lie from now on; undefined: where they did. */
  content: Content | undefined;
  readonly receivedAt: string;
  readonly subject: string;
  readonly sent: boolean;
  readonly attached: boolean;
  /** As threading said; its root is where the thread was merged into. */
  thread: string | undefined;
  flags: number;
  folders: readonly string[];
  hidden: boolean;
  /** Withdrawn or deleted. */
  gone: boolean;
  /** By its owner, for good (WBK-2). */
  deleted: boolean;
}

export interface ThreadRow {
  readonly account: string;
  readonly id: string;
  readonly tenant: string;
  readonly owner: string;
  /** Where it stands now; itself unless it was absorbed. */
  root: string;
  /** Which thread absorbed it, and the position of that event. */
  parent: string | undefined;
  absorbedAt: number | undefined;
  /** Whether this part is shared, and how much of the log whoever decided that knew. */
  open: boolean;
  decidedAt: number;
  /** Of a root: all its parts are. */
  shared: boolean;
  /** Since when it is so. */
  sharedAt: string | undefined;
  sharedBy: unknown;
  archived: boolean;
  suggested: readonly string[];
  sums: Sums;
}

export interface LinkRow {
  readonly kind: 'contact' | 'organisation' | 'deal';
  readonly record: string;
  readonly why: Why;
  readonly at: string;
}

/** Rows that a batch touches; keys are ids of ours, unique over all accounts. */
export interface WorkingSet {
  readonly accounts: Map<string, AccountRow>;
  readonly folders: Map<string, FolderRow>;
  readonly messages: Map<string, MessageRow>;
  readonly threads: Map<string, ThreadRow>;
  /** Root → what it absorbed; only if the batch decides on sharing. */
  readonly parts: Map<string, ThreadRow[]>;
  /** Root → links by `<kind> <record>`; only of threads whose links a batch touches. */
  readonly links: Map<string, Map<string, LinkRow>>;
  readonly changed: {
    readonly messages: Set<string>;
    readonly threads: Set<string>;
    /** Roots whose links changed. */
    readonly links: Set<string>;
    /** Threads that lost their newest or oldest message: which one is that now, the table says. */
    readonly ends: Set<string>;
    /** Threads that were absorbed. */
    readonly absorbed: Set<string>;
    /** Known folders that have another role now. */
    readonly roles: Set<string>;
  };
}

export const emptySet = (): WorkingSet => ({
  accounts: new Map(),
  folders: new Map(),
  messages: new Map(),
  threads: new Map(),
  parts: new Map(),
  links: new Map(),
  changed: {
    messages: new Set(),
    threads: new Set(),
    links: new Set(),
    ends: new Set(),
    absorbed: new Set(),
    roles: new Set(),
  },
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
