import { guardedFetch, type NetworkGuard } from '@mailfold/network-guard';
import { mailDns } from './dns.ts';
import { DOCUMENT_LIMITS } from './document.ts';
import { type Discover, mailDiscovery } from './mail-discovery.ts';
import { PUBLIC_DIRECTORY } from './places.ts';

/** What an operator says about it. */
export interface DiscoverySettings {
  /** `own`: without the public directory, which would learn the domains of those who connect. */
  readonly mode: 'on' | 'own' | 'off';
  /** Servers to ask instead of those of the machine: addresses, with a port where it is not 53. */
  readonly dnsServers?: readonly string[] | undefined;
}

/** Discovery on the real network. */
export const openDiscovery = (guard: NetworkGuard, { mode, dnsServers }: DiscoverySettings): Discover =>
  mode === 'off'
    ? mailDiscovery()
    : mailDiscovery({
        fetch: guardedFetch(guard, DOCUMENT_LIMITS),
        dns: mailDns(dnsServers),
        directory: mode === 'on' ? PUBLIC_DIRECTORY : undefined,
      });
