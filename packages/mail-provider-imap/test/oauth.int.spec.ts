import { createInterface } from 'node:readline';
import { type Dovecot, describeWith, findDovecot, type TokenCheck, TestIssuer } from '@mailfold/dev-env';
import type { ConnectOptions, Credentials, ServerSettings } from '@mailfold/mail-provider';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { settingsFor, startServer } from './imap-server-harness.ts';
import { ScriptedPort } from './scripted-port.ts';
import { guard } from './loopback.ts';

const provider = new ImapMailProvider({ guard, allowsClearText: () => true });
const ANN = 'ann@example.com';

const tokenOf = (accessToken: string): Credentials => ({
  kind: 'oauth2',
  login: ANN,
  accessToken,
  refreshToken: 'kept',
  issuer: 'test',
});

describeWith(
  await findDovecot(),
  'logging in with an access token at Dovecot, which asks the issuer about it (CON-1)',
  ({ startDovecot }) => {
    let stack: AsyncDisposableStack;
    let issuer: TestIssuer;

    beforeAll(async () => {
      stack = new AsyncDisposableStack();
      issuer = stack.use(await TestIssuer.start());
    });
    afterAll(() => stack.disposeAsync());

    const start = async (mechanisms: TokenCheck['mechanisms']): Promise<Dovecot> => {
      const server = stack.use(await startDovecot('full', { introspectionUrl: issuer.introspectionUrl, mechanisms }));
      await server.addUser('ann');
      return server;
    };
    const at = ({ host, tlsPort, certificate }: Dovecot, accessToken: string): ConnectOptions => ({
      settings: { imap: { host, port: tlsPort, tls: 'implicit', pinnedCertificate: certificate } },
      credentials: tokenOf(accessToken),
    });

    it.each([[['oauthbearer', 'xoauth2']], [['xoauth2']], [['oauthbearer']]] as const)(
      'is let in by %j',
      async (mechanisms) => {
        const server = await start(mechanisms);
        await using session = await provider.connect(at(server, issuer.grant(ANN).accessToken));
        expect((await session.folders()).map(({ role }) => role)).toContain('inbox');
      },
    );

    it('CON-4: a token that was revoked is refused, in words that say to sign in again', async () => {
      const server = await start(['oauthbearer']);
      const { accessToken } = issuer.grant(ANN);
      issuer.revoke(ANN);
      const { code, message } = await failureOf(provider.connect(at(server, accessToken)));
      expect(code).toBe('mail-provider/unauthorised');
      expect(message).toMatch(/did not accept the access token: sign in again with test/);
      expect(message).not.toContain(accessToken);
    });

    it('a token of somebody else opens nobody’s mail', async () => {
      const server = await start(['oauthbearer']);
      const { code } = await failureOf(provider.connect(at(server, issuer.grant('bob@example.com').accessToken)));
      expect(code).toBe('mail-provider/unauthorised');
    });
  },
);

describe('logging in with an access token at a server like Gmail (CON-1)', () => {
  const gmail = { capabilities: { 'X-GM-EXT-1': true, 'AUTH=XOAUTH2': true }, takesToken: () => false } as const;

  it('reads the challenge, answers it, and says what the server said', async () => {
    await using server = await startServer(gmail);
    const { code, message } = await failureOf(
      provider.connect({ ...settingsFor(server), credentials: tokenOf('stale-token') }),
    );
    expect(code).toBe('mail-provider/unauthorised');
    expect(message).toContain('Invalid credentials');
    expect(message).not.toContain('stale-token');
  });

  it('says that there is no way to log in so where there is none', async () => {
    await using server = await startServer();
    const { code, details } = await failureOf(
      provider.connect({ ...settingsFor(server), credentials: tokenOf('token') }),
    );
    expect(code).toBe('mail-provider/unsupported');
    expect(details['reason']).toBe('no-login-method');
  });
});

describe('logging in with an access token at an SMTP server (CON-1)', () => {
  // An empty line is an answer of the client too.
  const submission = (auth: string, onAuth: (line: string) => string) =>
    ScriptedPort.open((socket) => {
      socket.write('220 ready\r\n');
      createInterface({ input: socket }).on('line', (line) => {
        if (line.startsWith('EHLO')) socket.write(`250-here\r\n250 AUTH ${auth}\r\n`);
        else if (line.startsWith('QUIT')) socket.end('221 bye\r\n');
        else socket.write(onAuth(line));
      });
    });
  const proving = async (smtp: ServerSettings) => {
    await using imap = await startServer({ capabilities: { 'AUTH=XOAUTH2': true }, takesToken: () => true });
    const { settings } = settingsFor(imap);
    const credentials = tokenOf('the-token');
    return await provider.prove({
      settings: { ...settings, smtp },
      credentials: { ...credentials, login: settingsFor(imap).credentials.login },
    });
  };
  const toSettings = ({ port }: ScriptedPort): ServerSettings => ({ host: '127.0.0.1', port, tls: 'none' });
  const decoded = (line: string): string => Buffer.from(line.split(' ')[2] ?? '', 'base64').toString();

  it.each([
    ['LOGIN PLAIN XOAUTH2', 'AUTH XOAUTH2', /^user=.+\u0001auth=Bearer the-token\u0001\u0001$/],
    [
      'PLAIN OAUTHBEARER',
      'AUTH OAUTHBEARER',
      /^n,a=.+,\u0001host=127\.0\.0\.1\u0001port=\d+\u0001auth=Bearer the-token\u0001\u0001$/,
    ],
  ])('where %s is offered it says %s', async (offered, command, response) => {
    const heard: string[] = [];
    await using smtp = await submission(offered, (line) => {
      heard.push(line);
      return '235 welcome\r\n';
    });
    await proving(toSettings(smtp));
    expect(heard[0]?.startsWith(command)).toBe(true);
    expect(decoded(heard[0] ?? '')).toMatch(response);
  });

  it.each([
    ['XOAUTH2', ''],
    ['OAUTHBEARER', 'AQ=='],
  ])('%s: answers the challenge with %j and says what the server said', async (offered, acknowledgement) => {
    const challenge = Buffer.from(JSON.stringify({ status: 'invalid_token' })).toString('base64');
    await using smtp = await submission(offered, (line) =>
      line.startsWith('AUTH') ? `334 ${challenge}\r\n` : '535 5.7.8 not accepted\r\n',
    );
    const { code, message } = await failureOf(proving(toSettings(smtp)));
    expect(smtp.heard).toMatch(new RegExp(`AUTH ${offered} \\S+\r\n${acknowledgement}\r\n`));
    expect(code).toBe('mail-provider/unauthorised');
    expect(message).toMatch(/not accepted|invalid_token/);
    expect(message).not.toContain('the-token');
  });

  it('says so where no login with a token is offered', async () => {
    await using smtp = await submission('PLAIN LOGIN', () => '504 5.5.4 Unrecognized authentication type\r\n');
    const { code } = await failureOf(proving(toSettings(smtp)));
    expect(code).toBe('mail-provider/unsupported');
  });
});
