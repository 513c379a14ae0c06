import type { Visibility } from '@mailfold/contracts';

export interface SharedThread {
  readonly id: string;
  root: string;
  shared: boolean;
  deleted: boolean;
  readonly hidden: Set<string>;
}

export interface SharingState {
  readonly accountId: string;
  /** Undefined until the account was connected. */
  owner: { readonly tenantId: string; readonly ownerId: string } | undefined;
  /** No longer a user: nothing is shared (CON-5). */
  ownerGone: boolean;
  /** Of the last word on that; 0 if there was none. */
  ownerVersion: number;
  /** What a thread is when it starts (VIS-3); undefined until it was announced. */
  standard: Visibility | undefined;
  readonly threads: Map<string, SharedThread>;
  /** Message → the thread it was attached to. */
  readonly threadOf: Map<string, string>;
  readonly changed: { account: boolean; readonly threads: Set<string>; readonly messages: Set<string> };
}

export const emptyState = (accountId: string): SharingState => ({
  accountId,
  owner: undefined,
  ownerGone: false,
  ownerVersion: 0,
  standard: undefined,
  threads: new Map(),
  threadOf: new Map(),
  changed: { account: false, threads: new Set(), messages: new Set() },
});

export const rootOf = (state: SharingState, threadId: string): SharedThread | undefined => {
  let thread = state.threads.get(threadId);
  while (thread !== undefined && thread.root !== thread.id) {
    const next = state.threads.get(thread.root);
    if (next === undefined) return thread;
    thread = next;
  }
  return thread;
};
