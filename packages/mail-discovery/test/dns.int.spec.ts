import { mailDns, recordsOf } from '../src/dns.ts';
import { startDnsServer } from './dns-server.ts';

describe('DNS', () => {
  it('is waited for three seconds, however many servers are silent', async () => {
    await using stack = new AsyncDisposableStack();
    const servers = [];
    for (let count = 0; count < 3; count += 1) {
      const server = stack.use(await startDnsServer());
      server.zone.set('MX acme.example', 'silent');
      servers.push(server);
    }
    const dns = mailDns(servers.map(({ address }) => address));
    stack.defer(() => dns.cancel());
    const begun = performance.now();

    const answer = await recordsOf(dns.resolveMx('acme.example'));

    expect(answer).toEqual({ failed: 'DNS did not answer (ETIMEOUT)' });
    expect(performance.now() - begun).toBeLessThan(4_500);
  }, 15_000);
});
