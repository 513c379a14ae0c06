import {
  type EventLike,
  FlagsChanged,
  MessageMoved,
  MessageObserved,
  MessageRestored,
  MessageWithdrawn,
} from '@mailfold/contracts';
import type { ActionsState, Message } from './state.ts';

export const observeMessages = (state: ActionsState, input: EventLike): void => {
  if (MessageObserved.is(input)) {
    const { messageId: id, direction, receivedAt, size, flags, location } = input.data;
    const arrived = {
      id,
      direction,
      receivedAt,
      size,
      seen: flags.seen,
      gone: false,
      deleted: false,
      locations: [location],
    };
    state.messages.set(id, { ...arrived, thread: undefined });
    state.changed.messages.add(id);
  }
  if (MessageMoved.is(input)) {
    changeMessage(state, input.data.messageId, (message) => (message.locations = input.data.locations));
  }
  if (FlagsChanged.is(input)) {
    changeMessage(state, input.data.messageId, (message) => (message.seen = input.data.flags.seen));
  }
  if (MessageWithdrawn.is(input)) changeMessage(state, input.data.messageId, (message) => (message.gone = true));
  if (MessageRestored.is(input))
    changeMessage(state, input.data.messageId, (message) => (message.gone = message.deleted));
};

export const changeMessage = (state: ActionsState, id: string, apply: (message: Message) => unknown): void => {
  const message = state.messages.get(id);
  if (message === undefined) return;
  apply(message);
  state.changed.messages.add(id);
};
