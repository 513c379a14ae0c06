import { fact, type FactOf, OwnerRemoved, OwnerRestored, type ThreadMadePrivate } from '@mailfold/contracts';
import { madePrivate } from './made-private.ts';
import type { SharingState } from './state.ts';

/** What the directory says of the account's owner. `version` grows with each. */
export interface OwnerCommand {
  readonly kind: 'owner-removed' | 'owner-restored';
  readonly ownerId: string;
  readonly version: number;
}

export type OwnerFacts = readonly FactOf<typeof OwnerRemoved | typeof OwnerRestored | typeof ThreadMadePrivate>[];

/** CON-5. An earlier word that comes late is none; threads still shared are made private whenever the removal is told again. */
export const decideOwner = (state: SharingState, { kind, ownerId, version }: OwnerCommand): OwnerFacts => {
  const isNews = version > state.ownerVersion;
  if (kind === 'owner-restored')
    return isNews && state.ownerGone ? [fact(OwnerRestored, state.accountId, { ownerId, version })] : [];
  if (!isNews && version !== state.ownerVersion) return [];
  const removed = isNews ? [fact(OwnerRemoved, state.accountId, { ownerId, version })] : [];
  return [...removed, ...sharedIn(state).flatMap((id) => madePrivate(state, id, 'user-removed', 'user-removed@1'))];
};

const sharedIn = ({ threads }: SharingState): readonly string[] =>
  [...threads.values()].filter(({ id, root, shared }) => shared && root === id).map(({ id }) => id);
