import { freePort } from '@mailfold/dev-env';
import type { ImapServerOptions } from '@mailfold/imap-server';
import type { ConnectOptions, TlsMode } from '@mailfold/mail-provider';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { LOGIN, PASSWORD, settingsFor, startServer } from './imap-server-harness.ts';
import { answering, ScriptedPort } from './scripted-port.ts';
import { guard } from './loopback.ts';

const provider = new ImapMailProvider({ guard, timeouts: { greetingMs: 300, connectMs: 3_000 } });

const at = (port: number, tls: TlsMode, host = '127.0.0.1'): ConnectOptions => ({
  settings: { imap: { host, port, tls } },
  credentials: { kind: 'password', login: LOGIN, password: PASSWORD },
});

const told = async (options: ConnectOptions) => {
  const { code, message, details, retry } = await failureOf(provider.connect(options));
  return { code, message, reason: details['reason'], retry };
};

async function toldBy(server: Partial<ImapServerOptions>, tls: TlsMode = 'implicit') {
  await using running = await startServer(server);
  return await told(settingsFor(running, tls === 'none' ? 'implicit' : tls));
}

const refusingLogin = (text: string, code = ''): Partial<ImapServerOptions> => ({
  faults: [{ on: ['LOGIN', 'AUTHENTICATE'], do: { no: text, ...(code === '' ? {} : { code }) } }],
});

describe('a wrong setting says what is wrong and what to do (CON-1)', () => {
  it('a host name that does not exist', async () => {
    expect(await told(at(993, 'implicit', 'imap.does-not-exist.invalid'))).toMatchObject({
      code: 'mail-provider/unreachable',
      reason: 'dns',
      message: expect.stringContaining('check its spelling'),
    });
  });

  it('a port where nothing listens', async () => {
    expect(await told(at(await freePort(), 'implicit'))).toMatchObject({
      code: 'mail-provider/unreachable',
      reason: 'refused',
      message: expect.stringContaining('993 (implicit TLS)'),
    });
  });

  it('a port that takes connections and says nothing', async () => {
    await using silent = await ScriptedPort.open();

    expect(await told(at(silent.port, 'starttls'))).toMatchObject({
      code: 'mail-provider/unreachable',
      reason: 'silent',
    });
  });

  it('STARTTLS at a port that speaks TLS from the start', async () => {
    await using server = await startServer({ tls: 'implicit' });

    expect(await told(at(server.port, 'starttls'))).toMatchObject({
      code: 'mail-provider/unsupported',
      reason: 'speaks-tls',
      message: expect.stringContaining('choose implicit TLS'),
    });
  });

  it('implicit TLS at a port that speaks STARTTLS', async () => {
    await using server = await startServer({ tls: 'starttls' });

    expect(await told(at(server.port, 'implicit'))).toMatchObject({
      code: 'mail-provider/unsupported',
      reason: 'speaks-clear',
      message: expect.stringContaining('choose STARTTLS'),
    });
  });

  it.each([
    ['220 mail.example.com ESMTP\r\n', 'an SMTP server'],
    ['+OK ready\r\n', 'a POP3 server'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'an SSH server'],
    ['hello\r\n', 'speaks another protocol'],
  ])('a port that greets with %j', async (greeting, name) => {
    await using other = await ScriptedPort.open((socket) => socket.write(greeting));

    for (const tls of ['starttls', 'implicit'] as const) {
      expect(await told(at(other.port, tls))).toMatchObject({
        code: 'mail-provider/unsupported',
        reason: 'other-protocol',
        message: expect.stringContaining(name),
      });
    }
  });

  it('a password that is wrong, without repeating it, the login or an address', async () => {
    const { code, retry, message } = await toldBy(refusingLogin(`no ${PASSWORD} for ${LOGIN} or boss@example.com`));

    expect([code, retry]).toEqual(['mail-provider/unauthorised', 'never']);
    expect(message).toMatch(/did not accept this user name and password/);
    expect(message).not.toMatch(new RegExp(`${PASSWORD}|${LOGIN}|boss@example.com`));
  });

  it('a server that takes no passwords', async () => {
    expect(
      await toldBy({
        capabilities: { 'AUTH=PLAIN': false },
        faults: [
          { on: 'CAPABILITY', do: { inject: '' } },
          { on: ['LOGIN', 'AUTHENTICATE'], do: { no: 'LOGIN is switched off', code: 'CONTACTADMIN' } },
        ],
      }),
    ).toMatchObject({ code: 'mail-provider/rejected', reason: 'contact-admin' });
  });

  it('a token where only passwords are taken', async () => {
    await using server = await startServer();
    const options = settingsFor(server);
    const credentials = { kind: 'oauth2', login: LOGIN, accessToken: 'a token' } as const;

    expect(await told({ ...options, credentials })).toMatchObject({
      code: 'mail-provider/unsupported',
      reason: 'no-login-method',
      message: expect.stringContaining('OAuth2'),
    });
  });
});

describe('a busy server is not a wrong password (S17, S18)', () => {
  it.each([
    ['UNAVAILABLE', 'Temporary authentication failure'],
    ['INUSE', 'The mailbox is in use'],
    ['LIMIT', 'Too many sessions'],
    ['THROTTLED', 'Slow down'],
    ['ALERT', 'Too many simultaneous connections. (Failure)'],
    ['', 'Maximum number of connections from user+IP exceeded'],
    ['', 'User is authenticated but not connected.'],
  ])('NO [%s] %s', async (code, text) => {
    expect(await toldBy(refusingLogin(text, code))).toMatchObject({
      code: 'mail-provider/throttled',
      retry: 'backoff',
      message: expect.stringContaining('the password is not the reason'),
    });
  });

  it('a greeting that says goodbye', async () => {
    const bye = '[UNAVAILABLE] Too many connections, try again later';

    expect(await toldBy({ faults: [{ on: 'GREETING', do: { bye } }] })).toMatchObject({
      code: 'mail-provider/throttled',
    });
  });
});

describe('a hostile server is bounded (X16)', () => {
  it.each([
    ['a greeting without end', { endlessLine: true }],
    ['greetings without end', { endlessLines: '* still starting' }],
  ])('%s', async (_, action) => {
    expect((await toldBy({ faults: [{ on: 'GREETING', do: action }] })).code).toMatch(
      /unreachable|rejected|unsupported/,
    );
  });

  it('a login that never ends', async () => {
    const impatient = new ImapMailProvider({ guard, timeouts: { connectMs: 400 } });
    await using server = await startServer({ faults: [{ on: 'AUTHENTICATE', do: { endlessLines: '* OK wait' } }] });

    const { code, details } = await failureOf(impatient.connect(settingsFor(server)));

    expect([code, details['reason']]).toEqual(['mail-provider/unreachable', 'timeout']);
  });

  it('a port that answers every line with nonsense', async () => {
    await using odd = await ScriptedPort.open(answering('* OK hi\r\n', (_, socket) => socket.write('* 1 (((\r\n')));
    const impatient = new ImapMailProvider({ guard, timeouts: { connectMs: 400 }, allowsClearText: () => true });

    const { code } = await failureOf(impatient.connect(at(odd.port, 'none')));

    expect(code).toBe('mail-provider/unreachable');
    expect(odd.heard).not.toContain(PASSWORD);
  });
});
