import { guardedFetch, type NetworkGuard } from '@mailfold/network-guard';
import type { DiscoverySettings } from './config/index.ts';
import { mailDns } from './dns.ts';
import { DOCUMENT_LIMITS } from './document.ts';
import { type Discover, mailDiscovery } from './mail-discovery.ts';
import { PUBLIC_DIRECTORY } from './places.ts';

/** Discovery on the real network, as the operator wants it. */
export function openDiscovery(guard: NetworkGuard, settings: DiscoverySettings): Discover {
  const { MAILFOLD_DISCOVERY: mode = 'on', MAILFOLD_DNS: dnsServers } = settings;
  if (mode === 'off') return mailDiscovery();
  return mailDiscovery({
    fetch: guardedFetch(guard, DOCUMENT_LIMITS),
    dns: mailDns(dnsServers),
    directory: mode === 'on' ? PUBLIC_DIRECTORY : undefined,
  });
}
