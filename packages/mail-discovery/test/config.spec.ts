import { NetworkGuard } from '@mailfold/network-guard';
import { DiscoveryEnvironment } from '../src/config/index.ts';
import { openDiscovery } from '../src/index.ts';

const read = (dns: string) => DiscoveryEnvironment.safeParse({ MAILFOLD_DNS: dns });

describe('settings of discovery', () => {
  it('are on, and ask the DNS of the machine, where nothing is said', () => {
    expect(DiscoveryEnvironment.parse({})).toEqual({ MAILFOLD_DISCOVERY: 'on', MAILFOLD_DNS: [] });
  });

  it.each(['192.0.2.1', '192.0.2.1:5353', '2001:db8::1', '[2001:db8::1]:53', '192.0.2.1,192.0.2.2:53'])(
    'take the DNS servers %s',
    (dns) => {
      expect(read(dns).data?.MAILFOLD_DNS).toEqual(dns.split(','));
    },
  );

  it.each(['dns.example', '192.0.2.1:', '192.0.2.256', '192.0.2.1 192.0.2.2'])('refuse %j as a DNS server', (dns) => {
    expect(read(dns).success).toBe(false);
  });

  it('off leave presets only', async () => {
    const discover = openDiscovery(new NetworkGuard(), { MAILFOLD_DISCOVERY: 'off' });

    expect((await discover('ann@yandex.ru')).preset?.id).toBe('yandex');
    expect((await discover('ann@acme.example')).steps.at(-1)?.answered).toContain('MAILFOLD_DISCOVERY=off');
  });
});
