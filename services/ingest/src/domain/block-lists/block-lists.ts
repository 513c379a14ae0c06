import { type BlockList, BlockListChanged, type EventLike, fact } from '@mailfold/contracts';
import type { Facts } from '../decide/facts.ts';

/** Whom no mail is wanted of, and whether it is wanted of contacts alone (SCO-4, SCO-6). */
export interface Screening extends BlockList {
  readonly contactsOnly?: boolean;
}

/** A tenant's block lists, by whose they are: a user's id, or the tenant's for its own. */
export interface BlockListsState {
  readonly tenantId: string;
  readonly lists: Map<string, Screening>;
  /** How often any of them changed: names the order of changes. */
  version: number;
  readonly changed: Set<string>;
}

/** @param userId absent: the tenant's own list */
export interface BlockListCommand extends Screening {
  readonly userId?: string;
}

/** Whole lists replace each other (SCO-4). */
export const decideBlockList = (state: BlockListsState, command: BlockListCommand): Facts => {
  const { userId, addresses, domains } = command;
  const now = state.lists.get(userId ?? state.tenantId) ?? { addresses: [], domains: [] };
  const contactsOnly = command.contactsOnly ?? now.contactsOnly ?? false;
  const wanted = { addresses, domains, ...(contactsOnly ? { contactsOnly } : {}) };
  if (JSON.stringify(now) === JSON.stringify(wanted)) return [];
  const of = userId === undefined ? {} : { userId };
  return [fact(BlockListChanged, userId ?? state.tenantId, { ...of, ...wanted })];
};

export const evolveBlockList = (state: BlockListsState, own: EventLike): void => {
  if (!BlockListChanged.is(own)) return;
  const { userId = state.tenantId, ...screening } = own.data;
  state.lists.set(userId, screening);
  state.version += 1;
  state.changed.add(userId);
};
