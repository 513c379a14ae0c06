import { presetForMx } from '@mailfold/mail-provider';
import type { Attempt, Step } from './discovery.ts';
import { type MailDns, recordsOf } from './dns.ts';
import { hostName, registeredDomain } from './host-name.ts';
import type { Subject } from './subject.ts';

export interface MxAttempt extends Attempt {
  /** Whose servers take the mail, where that is another domain: its autoconfig may know. */
  readonly hoster?: string | undefined;
}

/** A known provider that takes a domain's mail has its mailboxes: Google Workspace, Microsoft 365 and the like. */
export async function askMx({ domain }: Subject, dns: MailDns): Promise<MxAttempt> {
  const step = (answered: string, outcome: Step['outcome']): Step => ({
    step: 'mx',
    tried: `MX of ${domain}`,
    answered,
    outcome,
  });
  const answer = await recordsOf(dns.resolveMx(domain));
  if ('failed' in answer) return { steps: [step(answer.failed, 'failed')] };
  // RFC 7505: a domain that takes no mail says so by an MX without a name.
  const exchanges = answer.records
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ exchange }) => hostName(exchange))
    .filter((exchange) => exchange !== undefined);
  const [best] = exchanges;
  if (best === undefined) return { steps: [step('no mail server', 'nothing')] };
  const preset = presetForMx(best);
  if (preset !== undefined) return { steps: [step(`${best}, of ${preset.name}`, 'chosen')], found: { preset } };
  const hoster = registeredDomain(best);
  return {
    steps: [step(`${best}, of no provider that is known`, 'nothing')],
    hoster: hoster === domain ? undefined : hoster,
  };
}
