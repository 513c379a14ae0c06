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
  const all = new Set<string>();
  addAll(all, fields.from);
  if (fields.sender !== undefined) addAll(all, [fields.sender]);
  const [sender] = all;
  addAll(all, fields.replyTo);
  addAll(all, fields.to);
  addAll(all, fields.cc);
  if (policy.countBcc) addAll(all, fields.bcc);
  const replyTo = fields.replyTo.map((one) => one.address).filter((address) => address !== '');
  return { ...(sender === undefined ? {} : { sender }), replyTo, all: [...all] };
}

function addAll(into: Set<string>, addresses: readonly MailAddress[]): void {
  for (const one of addresses) if (one.address !== '') into.add(one.address);
}
