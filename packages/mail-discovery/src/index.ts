export type { Discovery, Proposal, ProposedServer, Step } from './discovery.ts';
export { mailDns, type MailDns, type SrvRecord } from './dns.ts';
export { DOCUMENT_LIMITS } from './document.ts';
export { type Discover, mailDiscovery, type Network } from './mail-discovery.ts';
export { openDiscovery } from './open-discovery.ts';
