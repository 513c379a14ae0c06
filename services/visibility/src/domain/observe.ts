import {
  AccountConnected,
  type EventLike,
  MessageAttached,
  ThreadDeleted,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import { rootOf, type SharingState } from './state.ts';

type Input = EventLike & { readonly meta: { readonly tenantId: string } };

/** Folds what others said: whose account it is, which threads there are. */
export const observe = (state: SharingState, input: Input): void => {
  if (AccountConnected.is(input)) {
    state.owner = { tenantId: input.meta.tenantId, ownerId: input.data.ownerId };
    state.changed.account = true;
  }
  if (ThreadStarted.is(input)) start(state, input.data.threadId);
  if (MessageAttached.is(input)) {
    state.threadOf.set(input.data.messageId, input.data.threadId);
    state.changed.messages.add(input.data.messageId);
  }
  if (ThreadDeleted.is(input)) {
    const root = rootOf(state, input.data.threadId);
    if (root === undefined) return;
    root.deleted = true;
    state.changed.threads.add(root.id);
  }
  if (ThreadsMerged.is(input)) for (const id of input.data.absorbed) absorb(state, input.data.survivor, id);
};

const start = (state: SharingState, id: string): void => {
  if (state.threads.has(id)) return;
  state.threads.set(id, { id, root: id, shared: false, deleted: false, hidden: new Set() });
  state.changed.threads.add(id);
};

/** What is hidden stays hidden; whether the whole is shared, `react` says (THR-5). */
const absorb = (state: SharingState, survivorId: string, absorbedId: string): void => {
  const survivor = rootOf(state, survivorId);
  const absorbed = rootOf(state, absorbedId);
  if (survivor === undefined || absorbed === undefined || survivor === absorbed) return;
  for (const message of absorbed.hidden) survivor.hidden.add(message);
  absorbed.root = survivor.id;
  state.changed.threads.add(survivor.id).add(absorbed.id);
};
