import { presetForHost } from '@mailfold/mail-provider';
import type { Found, Proposal } from './discovery.ts';
import { inOneDomain } from './host-name.ts';
import type { Subject } from './subject.ts';

/** A known provider's own preset knows more than what was found: help, and which logins it takes. */
export function foundBy(proposal: Omit<Proposal, 'confirm'>, { domain }: Subject, trust: 'dns' | 'https'): Found {
  const preset = presetForHost(proposal.imap.host);
  if (preset !== undefined) return { preset };
  const hosts = [proposal.imap, proposal.smtp].filter((server) => server !== undefined);
  const confirm = trust === 'dns' && !hosts.every(({ host }) => inOneDomain(host, domain));
  return { proposal: { ...proposal, confirm } };
}
