import { sha256Hex } from '@mailfold/kernel';
import type { Observed } from './working-set.ts';

/**
 * VIS-5: copies that several accounts hold are one entry of a timeline when Message-ID, From, Date and To+Cc are equal. Without a
 * Message-ID a message is nobody's copy.
 */
export const copyKey = (message: Observed): string => {
  const { internetMessageId, sentAt, messageId } = message;
  if (internetMessageId === undefined) return messageId;
  const addresses = (list: Observed['to']): string[] => list.map((one) => one.address);
  const to = [...addresses(message.to), ...addresses(message.cc)].toSorted();
  return sha256Hex(JSON.stringify([internetMessageId, addresses(message.from), sentAt ?? null, to]));
};
