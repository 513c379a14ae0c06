import { isMailfoldError } from '@mailfold/kernel';
import { NetworkGuard } from '../src/index.ts';

const INSIDE = {
  loopback: ['127.0.0.1', '127.255.255.254', '127.0.0.1.', '::1', '[::1]', '0:0:0:0:0:0:0:1', '[0000::0001]'],
  'decimal, octal, hexadecimal and short forms': [
    '2130706433',
    '017700000001',
    '0x7f000001',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '0x7f.1',
    '127.1',
    '127.0.1',
    '0',
    '10.1',
    '0xA9FEA9FE',
    '0251.0376.0251.0376',
    '3232235521',
  ],
  'digits of other scripts': ['１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0。0。1', '127.0.0．1'],
  private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fdff::1'],
  'link-local and metadata': [
    '169.254.0.1',
    '169.254.169.254',
    '169.254.170.2',
    'fd00:ec2::254',
    'fe80::1',
    '[fe80::1%eth0]',
    'febf::1',
    '192.0.0.192',
    '100.100.100.200',
    '168.63.129.16',
  ],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  'no host': ['0.0.0.0', '0.1.2.3', '::', '255.255.255.255'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  'reserved, documentation, benchmark': [
    '192.0.0.1',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '198.19.255.255',
    '240.0.0.1',
    '192.88.99.1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    '2001:2::1',
    'fec0::1',
    '5f00::1',
    '4000::1',
  ],
  'IPv4 in IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '[::FFFF:10.0.0.1]',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::808:808',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '2001:0:7f00:1::',
  ],
  'names of this machine': ['localhost', 'LocalHost', 'localhost.', 'mail.localhost', 'ｌocalhost'],
  'what no host can be': ['', ' ', '.', '[]', '127.0.0.1\r\nx', 'a b', 'ho\u0000st', 'a/b', 'user@127.0.0.1', '%31'],
} as const;

const never = () => Promise.reject(new Error('an address was looked up'));
const guard = new NetworkGuard({ resolve: never });

describe('the network guard refuses, without a look-up (X1)', () => {
  const rows = Object.entries(INSIDE).flatMap(([kind, hosts]) => hosts.map((host) => [kind, host] as const));

  it.each(rows)('%s: %j', async (_, host) => {
    await expect(guard.addressesFor(host, 993)).rejects.toMatchObject({
      code: 'network-guard/refused',
      retry: 'never',
      message: expect.stringContaining('MAILFOLD_ALLOW_HOSTS'),
    });
  });

  it.each(rows)('%s: a name that leads to it: %j', async (_, host) => {
    const leading = new NetworkGuard({ resolve: async () => [{ address: host.replace(/^\[|\]$/g, '') }] });

    await expect(leading.addressesFor('mail.example.com', 993)).rejects.toMatchObject({
      code: 'network-guard/refused',
      message: expect.not.stringContaining('127.'),
    });
  });
});

describe('the network guard lets through', () => {
  it.each([
    ['8.8.8.8', '8.8.8.8', 4],
    ['134744072', '8.8.8.8', 4],
    ['1.2.3.4.', '1.2.3.4', 4],
    ['172.32.0.1', '172.32.0.1', 4],
    ['100.63.255.255', '100.63.255.255', 4],
    ['100.128.0.1', '100.128.0.1', 4],
    ['[2A00:1450:4001:0830::200e]', '2a00:1450:4001:830::200e', 6],
    ['::ffff:8.8.8.8', '8.8.8.8', 4],
    ['64:ff9b::808:808', '64:ff9b::808:808', 6],
  ])('%s as %s', async (host, address, family) => {
    expect(await guard.addressesFor(host, 993)).toEqual([{ address, family }]);
  });

  it('of several addresses of a name those that are outside', async () => {
    const mixed = ['10.0.0.1', '1.2.3.4', '::1', '2606:4700::1'].map((address) => ({ address }));
    const answers = await new NetworkGuard({ resolve: async () => mixed }).addressesFor('mail.example.com', 993);

    expect(answers.map(({ address }) => address)).toEqual(['1.2.3.4', '2606:4700::1']);
  });

  it('asks for the name as the network spells it', async () => {
    const asked: string[] = [];
    const resolve = async (name: string) => (asked.push(name), [{ address: '1.2.3.4' }]);
    for (const host of ['IMAP.Example.com.', 'bücher.example']) {
      await new NetworkGuard({ resolve }).addressesFor(host, 993);
    }

    expect(asked).toEqual(['imap.example.com', 'xn--bcher-kva.example']);
  });

  it('says that a name cannot be found', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const failure = await new NetworkGuard({ resolve }).addressesFor('imap.exmaple.com', 993).catch((error) => error);

    expect(isMailfoldError(failure, 'network-guard/not-found')).toBe(true);
    expect(failure).toMatchObject({ details: { dns: 'ENOTFOUND', host: 'imap.exmaple.com' } });
  });
});

describe('what the operator allows (X1)', () => {
  const at = (address: string) => async () => [{ address }];

  it.each([
    ['127.0.0.1', '127.0.0.1', 993, true],
    ['127.0.0.1', '0x7f.1', 993, true],
    ['127.0.0.1', '127.0.0.2', 993, false],
    ['127.0.0.1:993', '127.0.0.1', 993, true],
    ['127.0.0.1:993', '127.0.0.1', 5432, false],
    ['10.1.0.0/16', '10.1.255.1', 993, true],
    ['10.1.0.0/16', '10.2.0.1', 993, false],
    ['10.1.0.0/16:993', '10.1.0.1', 25, false],
    ['fd00::/8', 'fd12::1', 993, true],
    ['fd00::1', '[fd00::1]', 993, true],
    ['[fd00::1]:993', 'fd00::1', 993, true],
    ['[fd00::1]:993', 'fd00::1', 994, false],
    ['mail.internal', '10.1.1.1', 993, false],
    ['0.0.0.0/0', '::1', 993, false],
    [' 10.0.0.1 ', '10.0.0.1', 993, true],
  ])('%j: %s:%i', async (entry, host, port, open) => {
    const asked = new NetworkGuard({ allowed: [entry], resolve: never }).addressesFor(host, port);
    const answer = await asked.then(
      () => true,
      () => false,
    );

    expect(answer).toBe(open);
  });

  it('a name, wherever it leads, and no other name that leads there', async () => {
    const named = new NetworkGuard({ allowed: ['Mail.Internal'], resolve: at('10.1.1.1') });

    expect(await named.addressesFor('mail.internal.', 993)).toEqual([{ address: '10.1.1.1', family: 4 }]);
    await expect(named.addressesFor('evil.example', 993)).rejects.toMatchObject({ code: 'network-guard/refused' });
  });

  it('one more, later: a server that the operator started', async () => {
    const local = new NetworkGuard({ resolve: never });
    local.allow('127.0.0.1:1143');

    expect(await local.addressesFor('127.0.0.1', 1143)).toHaveLength(1);
    await expect(local.addressesFor('127.0.0.1', 1144)).rejects.toMatchObject({ code: 'network-guard/refused' });
  });

  it('an address, by whatever name', async () => {
    const local = new NetworkGuard({ allowed: ['127.0.0.1'], resolve: never });

    expect(await local.addressesFor('localhost', 993)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });

  it.each(['', 'a b', '10.0.0.0/33', '10.0.0.0/', 'host/8', '::1/129', 'https://x', '10.0.0.0/x'])(
    'is no rule: %j',
    (entry) => {
      expect(() => new NetworkGuard({ allowed: [entry] })).toThrow(
        expect.objectContaining({ code: 'network-guard/invalid-allowed' }),
      );
    },
  );
});
