import { configDocument } from './config-document.ts';
import { type Internet, startInternet } from './internet.ts';

const OWN = 'autoconfig.acme.example/mail/config-v1.1.xml';
const WELL_KNOWN = 'acme.example/.well-known/autoconfig/mail/config-v1.1.xml';

const ACME = configDocument([{ host: 'imap.acme.example' }]);

let internet: Internet;
beforeAll(async () => {
  internet = await startInternet();
});
afterAll(async () => {
  await internet[Symbol.asyncDispose]();
});
beforeEach(() => internet.empty());

describe('hostile documents (CON-2)', () => {
  const at = (location: string) => ({ status: 302, location });
  const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');

  it.each([
    [
      'a DTD whose entities grow',
      { body: `<!DOCTYPE x [<!ENTITY l0 "ha">${entities}]><clientConfig>&l9;</clientConfig>` },
      'a document with a DTD',
    ],
    [
      'an entity that points into the machine',
      { body: `<!doctype x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${ACME}` },
      'a document with a DTD',
    ],
    ['more than 64 kB', { body: `${ACME}${' '.repeat(64 * 1024)}` }, 'a document of more than 64 kB'],
    ['a web page', { body: '<!-- hello --><html><body>Welcome</body></html>' }, 'no autoconfig document'],
    ['half a document', { body: ACME.slice(0, -40) }, 'no autoconfig document'],
    ['no text at all', { body: '\0\x01\x02' }, 'no autoconfig document'],
    ['tags in tags without end', { body: '<a>'.repeat(20_000) }, 'no autoconfig document'],
    [
      'IMAP in clear',
      { body: configDocument([{ host: 'imap.acme.example', port: 143, socket: 'plain' }]) },
      'IMAP without TLS',
    ],
    ['this machine', { body: configDocument([{ host: 'localhost' }]) }, 'no name of a public host'],
    ['an address for a name', { body: configDocument([{ host: '169.254.169.254' }]) }, 'no name of a public host'],
    [
      'a host with a line in it',
      { body: configDocument([{ host: 'imap.acme.example\r\nEHLO' }]) },
      'no name of a public host',
    ],
    ['a redirect to itself', at('https://autoconfig.acme.example/mail/config-v1.1.xml'), 'redirects without end'],
    [
      'a redirect out of https',
      at('http://autoconfig.acme.example/mail/config-v1.1.xml'),
      'a redirect to what is not https',
    ],
    ['a redirect into a file', at('file:///etc/passwd'), 'a redirect to what is not https'],
    ['a redirect with a login', at('https://root:secret@acme.example/'), 'a redirect to an address with a login in it'],
  ])('%s is refused in words', async (_what, page, words) => {
    internet.web.pages.set(
      OWN,
      'location' in page
        ? { ...page, location: page.location.replace('acme.example/mail', `acme.example:${internet.web.port}/mail`) }
        : page,
    );

    const { proposal, steps } = await internet.discover('ann@acme.example');

    expect(proposal).toBeUndefined();
    expect(steps.find(({ step }) => step === 'autoconfig')).toMatchObject({
      answered: expect.stringContaining(words),
      outcome: 'refused',
    });
  });

  it.each([
    ['a document without IMAP', { body: configDocument([{ type: 'pop3', host: 'pop.acme.example' }]) }],
    ['an error', { status: 500, body: ACME }],
  ])('%s is no proposal, and what comes next is tried', async (_what, page) => {
    internet.web.pages.set(OWN, page);
    internet.web.pages.set(WELL_KNOWN, { body: ACME });

    const found = await internet.discover('ann@acme.example');

    expect([found.proposal?.imap.host, found.steps.slice(2).map(({ outcome }) => outcome)]).toEqual([
      'imap.acme.example',
      ['nothing', 'chosen'],
    ]);
  });
});
