import type { MailSession } from '@mailfold/mail-provider';
import type { ImapFlow } from 'imapflow';

type Capability = MailSession['capabilities'] extends ReadonlySet<infer Each> ? Each : never;

/** What is offered, and for what must be enabled: what is enabled. */
export function capabilitiesOf({ capabilities, enabled }: ImapFlow): ReadonlySet<Capability> {
  const offered: readonly (readonly [Capability, boolean])[] = [
    ['idle', capabilities.has('IDLE')],
    ['condstore', enabled.has('CONDSTORE')],
    ['qresync', enabled.has('QRESYNC')],
    ['move', capabilities.has('MOVE')],
    ['uidplus', capabilities.has('UIDPLUS')],
    ['objectid', capabilities.has('OBJECTID')],
    ['gmail', capabilities.has('X-GM-EXT-1')],
    ['special-use', capabilities.has('SPECIAL-USE')],
    ['notify', capabilities.has('NOTIFY')],
  ];
  return new Set(offered.filter(([, has]) => has).map(([name]) => name));
}
