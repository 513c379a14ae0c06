import { mailDiscovery } from '../src/index.ts';
import { configDocument } from './config-document.ts';
import { fetchFrom, type Internet, startInternet } from './internet.ts';

const OWN = 'autoconfig.acme.example/mail/config-v1.1.xml';
const WELL_KNOWN = 'acme.example/.well-known/autoconfig/mail/config-v1.1.xml';
const HOSTER = 'autoconfig.hoster.example/mail/config-v1.1.xml';

const ACME = configDocument(
  [{ host: 'imap.acme.example', username: '%EMAILLOCALPART%', authentication: ['password-cleartext'] }],
  [{ host: 'smtp.acme.example', port: 587, socket: 'STARTTLS' }],
);

let internet: Internet;
beforeAll(async () => {
  internet = await startInternet();
});
afterAll(async () => {
  await internet[Symbol.asyncDispose]();
});
beforeEach(() => internet.empty());

const outcomes = ({ steps }: { steps: readonly { step: string; outcome: string }[] }) =>
  steps.map(({ step, outcome }) => `${step} ${outcome}`);

describe('discovery (CON-2)', () => {
  it('asks nobody when a preset fits', async () => {
    const { preset, steps } = await internet.discover('ann@gmail.com');

    expect([preset?.id, steps]).toEqual([
      'gmail',
      [{ step: 'preset', tried: 'gmail.com', answered: 'Gmail', outcome: 'chosen' }],
    ]);
    expect([internet.dns.asked, internet.web.asked]).toEqual([[], []]);
  });

  it('knows by the MX that a domain is at a known provider, and shows the address to nobody', async () => {
    internet.records.mx('acme.example', [10, 'alt1.aspmx.l.google.com'], [1, 'aspmx.l.google.com']);

    const { preset, steps } = await internet.discover('ann@acme.example');

    expect([preset?.id, steps.at(-1), internet.web.asked]).toEqual([
      'gmail',
      { step: 'mx', tried: 'MX of acme.example', answered: 'aspmx.l.google.com, of Gmail', outcome: 'chosen' },
      [],
    ]);
  });

  it('takes the servers from the domain’s own document', async () => {
    internet.web.pages.set(OWN, { body: ACME });

    const { proposal, steps } = await internet.discover('ann@acme.example');

    expect(proposal).toEqual({
      imap: { host: 'imap.acme.example', port: 993, tls: 'implicit' },
      smtp: { host: 'smtp.acme.example', port: 587, tls: 'starttls' },
      login: 'ann',
      logins: ['password'],
      confirm: false,
    });
    expect(steps.slice(1)).toEqual([
      { step: 'mx', tried: 'MX of acme.example', answered: 'no mail server', outcome: 'nothing' },
      {
        step: 'autoconfig',
        tried: 'https://autoconfig.acme.example/mail/config-v1.1.xml',
        answered: 'IMAP at imap.acme.example, port 993, TLS; SMTP at smtp.acme.example, port 587, STARTTLS',
        outcome: 'chosen',
      },
    ]);
  });

  it('takes them from the well-known place, after a redirect too', async () => {
    const elsewhere = `https://directory.example:${internet.web.port}/moved.xml`;
    internet.web.pages.set(WELL_KNOWN, { status: 302, location: elsewhere });
    internet.web.pages.set('directory.example/moved.xml', { body: ACME });

    const found = await internet.discover('ann@acme.example');

    expect([found.proposal?.imap.host, outcomes(found)]).toEqual([
      'imap.acme.example',
      ['preset nothing', 'mx nothing', 'autoconfig nothing', 'autoconfig chosen'],
    ]);
  });

  it('takes them from whoever takes the domain’s mail, and wants that confirmed', async () => {
    internet.records.mx('acme.example', [10, 'mx1.hoster.example']);
    internet.web.pages.set(HOSTER, { body: configDocument([{ host: 'imap.hoster.example' }]) });

    const found = await internet.discover('ann@acme.example');

    expect(found.proposal).toMatchObject({ imap: { host: 'imap.hoster.example' }, confirm: true });
    expect(internet.web.asked).toContain(`${HOSTER}?emailaddress=ann%40acme.example`);
  });

  it('asks the public directory where the operator lets it, by domain only', async () => {
    internet.web.pages.set('directory.example/v1.1/acme.example', { body: ACME });
    const directory = 'https://directory.example/v1.1/';

    const found = await mailDiscovery({ ...internet.network, directory })('ann@acme.example');
    const without = await internet.discover('ann@acme.example');

    expect([found.proposal?.imap.host, found.proposal?.confirm, without.proposal]).toEqual([
      'imap.acme.example',
      false,
      undefined,
    ]);
    expect(internet.web.asked.filter((one) => one.startsWith('directory'))).toEqual([
      'directory.example/v1.1/acme.example',
    ]);
  });

  it('gives the preset of a known provider whose servers a document names', async () => {
    internet.web.pages.set(OWN, { body: configDocument([{ host: 'imap.gmx.net' }]) });

    const { preset, proposal } = await internet.discover('ann@acme.example');

    expect([preset?.id, proposal]).toEqual(['gmx-net', undefined]);
  });

  it('asks for host and port when nothing tells, and has said what it tried', async () => {
    const found = await internet.discover('ann@acme.example');

    expect([found.preset, found.proposal]).toEqual([undefined, undefined]);
    expect(outcomes(found)).toEqual([
      'preset nothing',
      'mx nothing',
      ...Array(2).fill('autoconfig nothing'),
      ...Array(4).fill('srv nothing'),
      'ask nothing',
    ]);
    expect(found.steps.at(-1)?.answered).toContain('host, port and TLS mode are needed');
  });

  it('ends within ten seconds when nobody answers', async () => {
    for (const name of ['MX acme.example', 'SRV _imaps._tcp.acme.example', 'SRV _imap._tcp.acme.example'])
      internet.dns.zone.set(name, 'silent');
    internet.web.pages.set(OWN, 'silent');
    internet.web.pages.set(WELL_KNOWN, 'silent');
    const begun = performance.now();

    const found = await internet.discover('ann@acme.example');

    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(found.steps.filter(({ outcome }) => outcome === 'failed').map(({ answered }) => answered)).toEqual([
      'DNS did not answer (ETIMEOUT)',
      'no answer in time',
      'no answer in time',
      'DNS did not answer (ETIMEOUT)',
      'DNS did not answer (ETIMEOUT)',
    ]);
  }, 15_000);

  it('asks nobody when the operator switched it off', async () => {
    const { steps } = await mailDiscovery()('ann@acme.example');

    expect(steps.at(-1)?.answered).toContain('MAILFOLD_DISCOVERY=off');
    expect([internet.dns.asked, internet.web.asked]).toEqual([[], []]);
  });

  it.each([
    'ann@localhost',
    'ann@127.0.0.1',
    'ann@[127.0.0.1]',
    'ann@2130706433',
    'ann@acme.example/../admin',
    'ann@acme.example:8443',
    'ann@acme example',
    'ann',
    '@acme.example',
  ])('asks nobody about %s', async (address) => {
    const { steps } = await internet.discover(address);

    expect(steps.at(-1)?.answered).toContain('no domain of the public internet');
    expect([internet.dns.asked, internet.web.asked]).toEqual([[], []]);
  });

  it('fetches nothing from inside the operator’s network (X1)', async () => {
    internet.web.pages.set(OWN, { body: ACME });
    const fetch = fetchFrom(internet.dns, internet.web, []);

    const { proposal, steps } = await mailDiscovery({ ...internet.network, fetch })('ann@acme.example');

    expect([proposal, internet.web.asked]).toEqual([undefined, []]);
    expect(steps.find(({ step }) => step === 'autoconfig')).toMatchObject({
      answered: expect.stringContaining('not in the public internet'),
      outcome: 'refused',
    });
  });
});
