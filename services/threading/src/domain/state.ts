import type { Joiner, MailboxRules } from './mailbox-rules.ts';

/** A thread, by the id it was started with; merged threads name their survivor as `root`. */
export interface Thread {
  readonly id: string;
  root: string;
  /** The deal of the whole thread, kept at the root. */
  deal: string | undefined;
  /** The earliest message: decides who survives a merge. */
  firstAt: string;
  firstMessage: string;
}

export interface ThreadedMessage {
  readonly id: string;
  readonly receivedAt: string;
  /** Keyed hash of its Message-ID. */
  readonly idKey: string | undefined;
  /** The thread it was attached to, before merges. */
  thread: string | undefined;
}

/** A merge that waits because its threads are linked to different deals (THR-6). */
export interface HeldMerge {
  readonly bridge: string;
  readonly threads: readonly string[];
}

/** The part of an account's threads that one batch touches; what changed is kept in sets, for `save`. */
export interface ThreadingState {
  readonly accountId: string;
  rules: MailboxRules | undefined;
  joiner: Joiner | undefined;
  readonly threads: Map<string, Thread>;
  /** Join → the id of a thread that has it. */
  readonly joins: Map<string, string>;
  readonly messages: Map<string, ThreadedMessage>;
  /** Keyed hash of a Message-ID → message. */
  readonly byIdKey: Map<string, string>;
  readonly held: Map<string, HeldMerge>;
  readonly changed: {
    rules: boolean;
    readonly threads: Set<string>;
    readonly joins: Set<string>;
    readonly messages: Set<string>;
    readonly held: Set<string>;
    /** Absorbed root → survivor, in order. */
    readonly merges: { readonly survivor: string; readonly absorbed: readonly string[] }[];
  };
}

export const emptyState = (accountId: string): ThreadingState => ({
  accountId,
  rules: undefined,
  joiner: undefined,
  threads: new Map(),
  joins: new Map(),
  messages: new Map(),
  byIdKey: new Map(),
  held: new Map(),
  changed: { rules: false, threads: new Set(), joins: new Set(), messages: new Set(), held: new Set(), merges: [] },
});

/** The thread that an id stands for now, through all merges. */
export const rootOf = (state: ThreadingState, threadId: string): Thread | undefined => {
  let thread = state.threads.get(threadId);
  while (thread !== undefined && thread.root !== thread.id) {
    const next = state.threads.get(thread.root);
    if (next === undefined) return thread;
    thread = next;
  }
  return thread;
};
