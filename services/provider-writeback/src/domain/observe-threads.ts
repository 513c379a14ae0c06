import { type EventLike, MessageAttached, ThreadsMerged, ThreadStarted } from '@mailfold/contracts';
import { changeMessage } from './observe-messages.ts';
import { type ActionsState, rootOf } from './state.ts';

export const observeThreads = (state: ActionsState, input: EventLike): void => {
  if (ThreadStarted.is(input)) start(state, input.data.threadId);
  if (MessageAttached.is(input)) attach(state, input.data.threadId, input.data.messageId);
  if (ThreadsMerged.is(input)) for (const id of input.data.absorbed) absorb(state, input.data.survivor, id);
};

const start = (state: ActionsState, id: string): void => {
  if (state.threads.has(id)) return;
  state.threads.set(id, { id, root: id, archived: false, messages: new Set() });
  state.changed.threads.add(id);
};

const attach = (state: ActionsState, threadId: string, messageId: string): void => {
  changeMessage(state, messageId, (message) => (message.thread = threadId));
  rootOf(state, threadId)?.messages.add(messageId);
};

/** The absorbed keeps its own archived: `react` looks at it to say whether the whole still is (THR-5). */
const absorb = (state: ActionsState, survivorId: string, absorbedId: string): void => {
  const survivor = rootOf(state, survivorId);
  const absorbed = rootOf(state, absorbedId);
  if (survivor === undefined || absorbed === undefined || survivor === absorbed) return;
  for (const message of absorbed.messages) survivor.messages.add(message);
  absorbed.root = survivor.id;
  state.changed.threads.add(absorbed.id);
};
