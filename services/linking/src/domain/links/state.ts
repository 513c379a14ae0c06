import type { Why } from '@mailfold/contracts';
import type { Contact, Deal, User } from '../directory/state.ts';

/** What linking goes by in an account. */
export interface LinkingRules {
  readonly tenantId: string;
  readonly ownerId: string;
  /** Normalised. */
  readonly own: readonly string[];
  readonly companyDomains: readonly string[];
  readonly autoLink: boolean;
}

export interface LinkedMessage {
  readonly id: string;
  readonly addresses: readonly string[];
  readonly receivedAt: string;
  thread: string | undefined;
  withdrawn: boolean;
}

export type LinkKind = 'contact' | 'organisation' | 'deal';

export interface Link {
  readonly kind: LinkKind;
  readonly record: string;
  readonly why: Why;
  /** Made by a person: never overridden by a rule (LNK-3). */
  readonly byHand: boolean;
  /** Taken away by a person: no rule makes it again. */
  readonly barred: boolean;
}

export interface LinkedThread {
  readonly id: string;
  root: string;
  newestAt: string;
  /** Address → how many messages it takes part in. */
  readonly participants: Map<string, number>;
  /** Addresses whose count changed. */
  readonly counted: Set<string>;
  /** By `<kind> <record>`; at the root. */
  readonly links: Map<string, Link>;
  suggested: readonly string[];
  /** A person unlinked the deal: rules keep their hands off (LNK-3). */
  dealByHand: boolean;
}

/** The directory as far as this batch needs it, read under the tenant's lock. */
export interface DirectoryView {
  readonly owner: User | undefined;
  /** Address → contacts. */
  readonly byAddress: ReadonlyMap<string, readonly string[]>;
  readonly contacts: ReadonlyMap<string, Contact>;
  /** Contact → deals. */
  readonly dealsOf: ReadonlyMap<string, readonly string[]>;
  readonly deals: ReadonlyMap<string, Deal>;
  readonly organisations: ReadonlySet<string>;
}

export interface LinksState {
  readonly accountId: string;
  rules: LinkingRules | undefined;
  /** As `LinkingSettingsChanged` last said. */
  announcedAutoLink: boolean | undefined;
  readonly messages: Map<string, LinkedMessage>;
  readonly threads: Map<string, LinkedThread>;
  directory: DirectoryView;
  readonly changed: {
    rules: boolean;
    readonly messages: Set<string>;
    readonly threads: Set<string>;
  };
}

const emptyDirectoryView: DirectoryView = {
  owner: undefined,
  byAddress: new Map(),
  contacts: new Map(),
  dealsOf: new Map(),
  deals: new Map(),
  organisations: new Set(),
};

export const emptyLinks = (accountId: string): LinksState => ({
  accountId,
  rules: undefined,
  announcedAutoLink: undefined,
  messages: new Map(),
  threads: new Map(),
  directory: emptyDirectoryView,
  changed: { rules: false, messages: new Set(), threads: new Set() },
});

export const newThread = (id: string): LinkedThread => ({
  id,
  root: id,
  newestAt: '',
  participants: new Map(),
  counted: new Set(),
  links: new Map(),
  suggested: [],
  dealByHand: false,
});

export const linkKey = (kind: LinkKind, record: string): string => `${kind} ${record}`;

export const rootOf = (state: LinksState, threadId: string): LinkedThread | undefined => {
  let thread = state.threads.get(threadId);
  while (thread !== undefined && thread.root !== thread.id) {
    const next = state.threads.get(thread.root);
    if (next === undefined) return thread;
    thread = next;
  }
  return thread;
};

/** Records of one kind that are linked now. */
export const linked = (thread: LinkedThread, kind: LinkKind): readonly Link[] =>
  [...thread.links.values()].filter((link) => link.kind === kind && !link.barred);
