import { fact, RawDeleted } from '@mailfold/contracts';
import type { Observation } from '../observation.ts';
import type { MailboxState } from '../state.ts';
import type { Facts } from './facts.ts';

/**
 * SCO-2: what was withdrawn for its scope, and was not brought back within the grace period, loses its bytes. They are deleted once this
 * is on record: whoever restores the message after it fetches them again, and whoever was before it keeps them.
 */
export const decideRawDue = (
  state: MailboxState,
  { before, messages }: Extract<Observation, { kind: 'raw-due' }>,
): Facts =>
  messages
    .filter(({ messageId }) => {
      const message = state.messages.get(messageId);
      if (message?.withdrawn !== 'out-of-scope' || message.rawDeleted) return false;
      return message.withdrawnAt !== undefined && message.withdrawnAt < before;
    })
    .map(({ messageId, blobs }) => fact(RawDeleted, messageId, { messageId, blobs: [...blobs] }));
