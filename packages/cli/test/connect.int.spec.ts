import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FakeMailfold, fakeMailfold } from './fake-mailfold.ts';
import { SIGN_IN } from './fake-sign-ins.ts';
import type { Ended } from './mailfold-process.ts';
import { type InProcessOptions, mailfoldHere } from './recording-terminal.ts';

describe('accounts connect', () => {
  let api: FakeMailfold;

  beforeAll(async () => {
    api = await fakeMailfold();
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    api.accounts.connected.length = 0;
    api.accounts.lookedFor.length = 0;
    api.accounts.ends = 'complete';
  });

  const connect = (line: string, options: InProcessOptions = {}): Promise<Ended> =>
    mailfoldHere(
      ['accounts', 'connect', ...line.split(' ').filter((part) => part !== ''), '--data', api.data],
      options,
    );

  describe('with a person', () => {
    it('asks for what is missing, shows folders with counts, and waits for the mail', async () => {
      const { code, out, err } = await connect('ann@example.com', { answers: ['right', '', ''] });
      expect(err).toContain(
        [
          'tried example.com: Example Mail (chosen)',
          'Example Mail: IMAP imap.example.com, port 993, TLS; SMTP smtp.example.com, port 587, STARTTLS',
          '  another setting (SMTP over TLS): SMTP smtp.example.com, port 465, TLS',
          'Make an app password first.',
          'App password of ann@example.com (not shown): ',
        ].join('\n'),
      );
      expect(err).toMatch(/# +FOLDER +MAILS +UNREAD\n1 +受信トレイ +2,000 +7 +inbox\n2 +Kunden +5 +0\n/);
      expect(err).toContain('100%  2,000 of 2,000');
      expect([code, out]).toEqual([0, expect.stringMatching(/^complete: 2,000 mails\./)]);
      expect(api.accounts.connected).toMatchObject([
        {
          address: 'ann@example.com',
          servers: { preset: 'example' },
          scope: { kind: 'all' },
          start: { kind: 'since' },
        },
      ]);
    });

    it('never shows the password', async () => {
      const { out, err } = await connect('ann@example.com --json', { answers: ['right', '', ''] });
      expect(out + err).not.toContain('right');
    });

    it('takes folders by number or name, and a day', async () => {
      await connect('ann@example.com', { answers: ['right', '2, 受信トレイ', '2026-01-31'] });
      expect(api.accounts.connected).toMatchObject([
        {
          scope: { kind: 'folders', folders: ['Kunden', '受信トレイ'] },
          start: { kind: 'since', since: '2026-01-31' },
        },
      ]);
    });

    it('asks where the mail is when no preset knows the domain (CON-2)', async () => {
      const answers = ['mail.corp.example', '143', '', 'smtp.corp.example', '587', '', 'right', '', 'now'];
      const { code } = await connect('ann@corp.example', { answers });
      expect(code).toBe(0);
      expect(api.accounts.connected).toMatchObject([
        {
          servers: {
            imap: { host: 'mail.corp.example', port: 143, tls: 'starttls' },
            smtp: { host: 'smtp.corp.example', port: 587, tls: 'starttls' },
          },
          start: { kind: 'now' },
        },
      ]);
    });

    it('takes the servers that were found, and shows what was tried, what answered and what was chosen (CON-2)', async () => {
      const { code, err } = await connect('ann@hosted.example', { answers: ['right', '', ''] });
      expect(err).toContain(
        [
          'tried MX of hosted.example: no answer [2J (failed)',
          'tried https://autoconfig.hosted.example: imap.hosted.example (chosen)',
          'Password of ann (not shown): ',
        ].join('\n'),
      );
      expect([code, api.accounts.connected]).toMatchObject([
        0,
        [
          {
            servers: { imap: { host: 'imap.hosted.example', port: 993, tls: 'implicit' } },
            credentials: { login: 'ann' },
          },
        ],
      ]);
    });

    it('sends no password to servers of another domain that only DNS names, unless the person says so (RFC 6186)', async () => {
      await connect('ann@elsewhere.example', { answers: ['yes', 'right', '', ''] });
      const asked = ['', 'mail.corp.example', '', '', 'none', 'right', '', ''];
      const { err } = await connect('ann@elsewhere.example', { answers: asked });
      expect(err).toContain('Is the password to be sent there? [no]: Where is the mail of elsewhere.example?');
      expect(api.accounts.connected).toMatchObject([
        { servers: { imap: { host: 'imap.other.example' } } },
        { servers: { imap: { host: 'mail.corp.example' } } },
      ]);
    });

    describe('where one signs in with a browser (OAuth2)', () => {
      beforeEach(() => {
        Object.assign(api.accounts, { signIns: [], issuer: 'lets in' });
      });

      it('prints where to sign in, waits for the browser, and connects with what it brought back', async () => {
        const { code, err } = await connect('ann@oauth.example', { answers: ['', ''] });
        expect(err).toMatch(/Sign in with OAuth Mail, in a browser on this machine:\n {2}http:\S+\nWaiting/);
        expect([code, api.accounts.signIns]).toMatchObject([
          0,
          [{ address: 'ann@oauth.example', servers: { preset: 'oauth' } }],
        ]);
        expect(api.accounts.connected).toMatchObject([
          { credentials: { kind: 'authorisation', id: SIGN_IN, code: 'brought-back' } },
        ]);
      });

      it('needs nobody at the terminal', async () => {
        const { code, out, err } = await connect('ann@oauth.example --no-wait --json');
        expect(err).toContain('Sign in with OAuth Mail');
        expect([code, JSON.parse(out)]).toMatchObject([0, { outcome: 'connected' }]);
      });

      it('says why nobody was let in, and connects nothing', async () => {
        api.accounts.issuer = 'refuses';
        const { code, err } = await connect('ann@oauth.example', { answers: [] });
        expect([code, err, api.accounts.connected]).toEqual([1, expect.stringContaining('Nobody let mailfold in'), []]);
      });

      it('ends at Ctrl-C', async () => {
        api.accounts.issuer = 'is never visited';
        const { code } = await connect('ann@oauth.example', { answers: [], signal: AbortSignal.timeout(300) });
        expect(code).toBe(130);
      });

      it('names the settings that the operator has to bring', async () => {
        api.accounts.issuer = 'is not configured';
        const { code, err } = await connect('ann@oauth.example', { answers: [] });
        expect([code, err]).toEqual([1, expect.stringContaining('MAILFOLD_OAUTH_TEST_CLIENT_ID')]);
      });

      it('asks for an app password meanwhile, where that goes too', async () => {
        api.accounts.issuer = 'is not configured';
        const { code, err } = await connect('ann@both.example', { answers: ['right', '', ''] });
        expect(err).toContain('App password of ann@both.example (not shown)');
        expect([code, api.accounts.connected]).toMatchObject([0, [{ credentials: { kind: 'password' } }]]);
      });
    });

    it.each([
      ['a folder that is not there', ['right', '9'], 'There is no folder "9"'],
      ['a day that is none', ['right', '', '31.1.2026'], 'A start is a day like 2026-01-31'],
      ['an empty password', [''], 'The password is empty.'],
    ])('refuses %s, and connects nothing', async (_what, answers, words) => {
      const { code, err } = await connect('ann@example.com', { answers });
      expect([code, err, api.accounts.connected]).toEqual([2, expect.stringContaining(words), []]);
    });
  });

  describe('in a script', () => {
    it('takes everything from the command line and the password from standard input', async () => {
      const { code, out } = await connect('ann@example.com --password-stdin --no-wait --json', { stdin: 'right\n' });
      expect([code, JSON.parse(out)]).toEqual([0, { id: expect.any(String), outcome: 'connected', token: 'token' }]);
    });

    it('takes a provider by its name, and looks for nothing then (CON-1)', async () => {
      await connect('ann@corp.example --provider EXAMPLE --password-stdin', { stdin: 'right' });
      expect([api.accounts.lookedFor, api.accounts.connected]).toMatchObject([
        [],
        [{ servers: { preset: 'example' } }],
      ]);
    });

    it('takes servers and their certificate', async () => {
      const pem = join(api.data, 'own.pem');
      writeFileSync(pem, 'PEM');
      await connect(`ann@corp.example --imap-host h --trust ${pem} --login ann --now --password-stdin`, {
        stdin: 'right',
      });
      expect(api.accounts.connected).toMatchObject([
        {
          servers: { imap: { host: 'h', port: 993, tls: 'implicit', pinnedCertificate: 'PEM' } },
          credentials: { login: 'ann' },
          start: { kind: 'now' },
        },
      ]);
    });

    it('ends with 4 when the login is refused, in the words of the API; nothing is stored (CON-1)', async () => {
      const { code, err } = await connect('ann@example.com --password-stdin', { stdin: 'wrong' });
      expect([code, err, api.accounts.connected]).toEqual([
        4,
        expect.stringContaining('refused the login: check the password'),
        [],
      ]);
    });

    it('ends with 6 when mail is missing in the end', async () => {
      api.accounts.ends = 'incomplete';
      const { code, err } = await connect('ann@example.com --password-stdin', { stdin: 'right' });
      expect([code, err]).toEqual([6, expect.stringContaining('3 mails are missing.')]);
    });

    it.each([
      ['the password', 'ann@example.com', '--password-stdin'],
      ['the address', '--password-stdin', 'Which address?'],
      ['the server', 'ann@corp.example --password-stdin', '--imap-host'],
      [
        'a TLS mode that exists',
        'ann@corp.example --imap-host h --imap-tls ssl --password-stdin',
        'implicit, starttls or none',
      ],
      ['a provider that is known', 'ann@corp.example --provider nobody --password-stdin', 'Known are: example, oauth.'],
      [
        'a word on servers that only DNS names',
        'ann@elsewhere.example --password-stdin',
        '--imap-host imap.other.example',
      ],
      ['a certificate that exists', 'ann@corp.example --imap-host h --trust nope.pem --password-stdin', 'nope.pem'],
    ])('ends with 2 and asks for %s', async (_what, line, words) => {
      const { code, err } = await connect(line, { stdin: 'right' });
      expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    });

    it('takes no password for a provider that takes none', async () => {
      const { code, err } = await connect('ann@oauth.example --password-stdin', { stdin: 'right' });
      expect([code, err]).toEqual([2, expect.stringContaining('leave --password-stdin out')]);
    });
  });
});
