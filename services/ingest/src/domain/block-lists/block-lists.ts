import { type BlockList, BlockListChanged, type EventLike, fact } from '@mailfold/contracts';
import type { Facts } from '../decide/facts.ts';

/** A tenant's block lists, by whose they are: a user's id, or the tenant's for its own. */
export interface BlockListsState {
  readonly tenantId: string;
  readonly lists: Map<string, BlockList>;
  /** How often any of them changed: names the order of changes. */
  version: number;
  readonly changed: Set<string>;
}

/** @param userId absent: the tenant's own list */
export interface BlockListCommand extends BlockList {
  readonly userId?: string;
}

/** Whole lists replace each other (SCO-4). */
export const decideBlockList = (state: BlockListsState, { userId, addresses, domains }: BlockListCommand): Facts => {
  const now = state.lists.get(userId ?? state.tenantId) ?? { addresses: [], domains: [] };
  if (JSON.stringify(now) === JSON.stringify({ addresses, domains })) return [];
  const of = userId === undefined ? {} : { userId };
  return [fact(BlockListChanged, userId ?? state.tenantId, { ...of, addresses, domains })];
};

export const evolveBlockList = (state: BlockListsState, own: EventLike): void => {
  if (!BlockListChanged.is(own)) return;
  const { userId = state.tenantId, addresses, domains } = own.data;
  state.lists.set(userId, { addresses, domains });
  state.version += 1;
  state.changed.add(userId);
};
