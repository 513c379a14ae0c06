import { Resolver } from 'node:dns/promises';
import { guardedFetch, NetworkGuard } from '@mailfold/network-guard';
import { DOCUMENT_LIMITS, mailDns, mailDiscovery, type Network } from '../src/index.ts';
import { type DnsServer, records, startDnsServer } from './dns-server.ts';
import { startWebServer, type WebServer } from './web-server.ts';

const HOSTS = ['acme.example', 'autoconfig.acme.example', 'autoconfig.hoster.example', 'directory.example'];

/** A small internet on loopback: DNS and the web, each a real server. */
export interface Internet extends AsyncDisposable {
  readonly dns: DnsServer;
  readonly web: WebServer;
  readonly records: ReturnType<typeof records>;
  readonly network: Network;
  discover: ReturnType<typeof mailDiscovery>;
  /** As if nothing had ever been in it but the hosts of the web. */
  empty(): void;
}

export async function startInternet(): Promise<Internet> {
  await using stack = new AsyncDisposableStack();
  const dns = stack.use(await startDnsServer());
  const web = stack.use(await startWebServer(HOSTS));
  const fill = records(dns.zone);
  const network = { fetch: fetchFrom(dns, web, ['127.0.0.1']), dns: mailDns([dns.address]) };
  const all = stack.move();
  return {
    dns,
    web,
    records: fill,
    network,
    discover: mailDiscovery(network),
    empty: () => {
      for (const one of [dns.zone, web.pages]) one.clear();
      for (const one of [dns.asked, web.asked]) one.length = 0;
      for (const host of HOSTS) fill.host(host);
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** The product's own fetch and guard; only port 443 is another one here, since it needs rights that a test has not. */
export function fetchFrom(dns: DnsServer, web: WebServer, allowed: readonly string[]): Network['fetch'] {
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  resolver.setServers([dns.address]);
  const resolve = async (name: string) => (await resolver.resolve4(name)).map((address) => ({ address }));
  const guarded = guardedFetch(new NetworkGuard({ allowed, resolve }), { ...DOCUMENT_LIMITS, ca: web.ca });
  return (url, request) => {
    const here = new URL(url);
    here.port = String(web.port);
    return guarded(here, request);
  };
}
