import { distinct } from '@mailfold/kernel';
import type { MailAddress } from './address.ts';
import type { HeaderFields } from './header-fields.ts';

export interface ParticipantPolicy {
  /** THR-3: whether blind copies count, where they are known. */
  readonly countBcc: boolean;
}

export interface Participants {
  /** The first From; the Sender where no From can be read. */
  readonly sender?: string;
  readonly replyTo: readonly string[];
  /** Every participant once, the sender first. */
  readonly all: readonly string[];
}

export type ParticipantFields = Pick<HeaderFields, 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'bcc'>;

/** Who takes part in a message (THR-3), as normalised addresses. */
export function participants(fields: ParticipantFields, policy: ParticipantPolicy): Participants {
  const replyTo: string[] = [];
  addAll(replyTo, fields.replyTo);
  const found: string[] = [];
  addAll(found, fields.from);
  if (fields.sender !== undefined) addAll(found, [fields.sender]);
  const [sender] = found;
  addAll(found, fields.replyTo);
  addAll(found, fields.to);
  addAll(found, fields.cc);
  if (policy.countBcc) addAll(found, fields.bcc);
  const all = distinct(found);
  return sender === undefined ? { replyTo, all } : { sender, replyTo, all };
}

function addAll(into: string[], addresses: readonly MailAddress[]): void {
  for (const one of addresses) if (one.address !== '') into.push(one.address);
}
