import { type Scope, ScopeChanged, type Start } from '@mailfold/contracts';
import { evolve } from '../evolve.ts';
import { observe } from '../observe.ts';
import type { Folder, MailboxState } from '../state.ts';
import type { Facts } from './facts.ts';
import { decideScope, decideWatches } from './scope.ts';

export interface Foreseen {
  /** What would be told of these messages. */
  readonly messages: Facts;
  /** Folders whose history would be read, or read again. */
  readonly opened: readonly Folder[];
}

/** What a changed scope would come to, by the very rules that it would go by. Changes the state, which is not to be kept. */
export const foresee = (
  state: MailboxState,
  { scope, start }: { readonly scope: Scope; readonly start: Start },
  messageIds: readonly string[],
): Foreseen => {
  const { accountId } = state;
  observe(state, { type: ScopeChanged.type, data: { accountId, scope, start }, meta: { occurredAt: '' } });
  const watches = decideWatches(state);
  for (const fact of watches) evolve(state, fact);
  const named = new Set(watches.flatMap(({ data }) => ('folderId' in Object(data) ? [Object(data).folderId] : [])));
  return {
    messages: decideScope(state, { kind: 'scope', messageIds }),
    opened: [...state.folders.values()].filter((folder) => named.has(folder.id) && folder.watch === 'content'),
  };
};
