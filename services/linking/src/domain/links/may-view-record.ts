import type { VisibleTo } from '@mailfold/contracts';
import type { User } from '../directory/state.ts';

/** Whether a user may see a record of the CRM. */
export const mayViewRecord = (
  userId: string,
  user: User | undefined,
  record: { readonly visibleTo: VisibleTo; readonly ownerId?: string },
): boolean => {
  const { visibleTo, ownerId } = record;
  if ('everyone' in visibleTo || ownerId === userId) return true;
  if ('users' in visibleTo) return visibleTo.users.includes(userId);
  return visibleTo.groups.some((group) => user?.groups.includes(group) === true);
};
