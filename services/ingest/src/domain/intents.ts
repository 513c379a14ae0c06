import type { OpenIntent } from './observation.ts';
import type { MailboxState } from './state.ts';

/** The intent of ours that this change of a message fulfils, each used once (WBK-5). */
export const intentFor = (
  state: MailboxState,
  messageId: string,
  changes: readonly OpenIntent['change'][],
  intents: readonly OpenIntent[],
): { readonly intentId?: string } => {
  const used = state.messages.get(messageId)?.usedIntents;
  const intent = intents.find(
    (one) => changes.includes(one.change) && one.messageIds.includes(messageId) && used?.has(one.intentId) !== true,
  );
  return intent === undefined ? {} : { intentId: intent.intentId };
};
