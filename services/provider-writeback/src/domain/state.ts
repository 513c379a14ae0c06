import type { FolderRole, Location, ProviderChange, ProviderFollows } from '@mailfold/contracts';
import type { z } from 'zod';

export type Follows = z.output<typeof ProviderFollows>;

export interface Account {
  readonly tenantId: string;
  readonly ownerId: string;
  readonly state: 'connected' | 'needs-reauthentication' | 'disconnected';
  readonly archiveAtProvider: boolean;
  readonly deleteAtProvider: boolean;
  readonly syncReadState: boolean;
}

export interface Folder {
  readonly id: string;
  path: string;
  readonly role: FolderRole;
  epoch: number;
  gone: boolean;
}

export interface Message {
  readonly id: string;
  /** As it was attached; undefined for drafts and until it is. */
  thread: string | undefined;
  readonly direction: 'received' | 'sent' | 'draft';
  readonly receivedAt: string;
  /** In bytes: with `receivedAt` it tells the message again after a move. */
  readonly size: number;
  seen: boolean;
  /** Withdrawn or deleted: it shows nowhere any more. */
  gone: boolean;
  /** By its owner, for good (WBK-2). */
  deleted: boolean;
  locations: readonly Location[];
}

export interface Thread {
  readonly id: string;
  root: string;
  archived: boolean;
  /** Those that are loaded. */
  readonly messages: Set<string>;
}

export interface MessagePlaces {
  readonly messageId: string;
  readonly locations: readonly Location[];
}

export interface Move {
  readonly messageId: string;
  readonly from: Location;
  readonly to?: Location;
}

export type IntentState = 'waiting' | 'attempted' | 'acknowledged' | 'refused' | 'overtaken';

export interface Intent {
  readonly id: string;
  readonly actionId: string;
  readonly threadId: string;
  readonly change: ProviderChange;
  readonly messages: readonly MessagePlaces[];
  /** Intents of an account are performed in this order. */
  readonly nth: number;
  state: IntentState;
  attempts: number;
  moves: readonly Move[];
  /** In words. */
  reason: string | undefined;
  finishedAt: string | undefined;
}

/** What somebody asked for one thread. */
export interface Action {
  readonly id: string;
  readonly threadId: string;
  readonly kind: ProviderChange;
  readonly at: string;
  readonly provider: Follows;
}

export interface ActionsState {
  readonly accountId: string;
  account: Account | undefined;
  /** How many intents there were. */
  intentCount: number;
  readonly folders: Map<string, Folder>;
  readonly messages: Map<string, Message>;
  readonly threads: Map<string, Thread>;
  readonly intents: Map<string, Intent>;
  /** Only new ones: nothing is decided by them. */
  readonly actions: Map<string, Action>;
  readonly changed: {
    account: boolean;
    readonly folders: Set<string>;
    readonly messages: Set<string>;
    readonly threads: Set<string>;
    readonly intents: Set<string>;
  };
}

export const emptyState = (accountId: string): ActionsState => ({
  accountId,
  account: undefined,
  intentCount: 0,
  folders: new Map(),
  messages: new Map(),
  threads: new Map(),
  intents: new Map(),
  actions: new Map(),
  changed: { account: false, folders: new Set(), messages: new Set(), threads: new Set(), intents: new Set() },
});

export const rootOf = (state: ActionsState, threadId: string): Thread | undefined => {
  let thread = state.threads.get(threadId);
  while (thread !== undefined && thread.root !== thread.id) {
    const next = state.threads.get(thread.root);
    if (next === undefined) return thread;
    thread = next;
  }
  return thread;
};

/** What shows of a thread, oldest first. */
export const shownOf = (state: ActionsState, thread: Thread): Message[] =>
  [...thread.messages]
    .flatMap((id) => state.messages.get(id) ?? [])
    .filter((message) => !message.gone)
    .toSorted((a, b) => (a.receivedAt === b.receivedAt ? byText(a.id, b.id) : byText(a.receivedAt, b.receivedAt)));

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

export const isOpen = ({ state }: Pick<Intent, 'state'>): boolean => state === 'waiting' || state === 'attempted';
