import { type ImapServer, type ImapServerOptions, selfSignedCertificate } from '@mailfold/imap-server';
import type { ConnectOptions } from '@mailfold/mail-provider';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { LOGIN, settingsFor, startServer } from './imap-server-harness.ts';
import { guard } from './loopback.ts';

const provider = new ImapMailProvider({ guard });

/** What connecting ends in, and whether the server was ever given a password. */
async function attempt(server: ImapServer, options: ConnectOptions) {
  const commands: string[] = [];
  server.on('command', ({ command }) => commands.push(command));
  const { code, details, message } = await failureOf(provider.connect(options));
  const gavePassword = commands.includes('LOGIN') || commands.includes('AUTHENTICATE');
  return { code, reason: details['reason'], message, gavePassword };
}

const withPin = (options: ConnectOptions, pinnedCertificate: string): ConnectOptions => ({
  ...options,
  settings: { imap: { ...options.settings.imap, pinnedCertificate } },
});

const inClear: Partial<ImapServerOptions> = { tls: 'starttls' };

describe('TLS', () => {
  it('sends no password where STARTTLS is not offered (X4)', async () => {
    await using server = await startServer({ ...inClear, capabilities: { STARTTLS: false } });

    expect(await attempt(server, settingsFor(server, 'starttls'))).toMatchObject({
      code: 'mail-provider/unsupported',
      reason: 'no-starttls',
      gavePassword: false,
    });
  });

  it('sends no password when STARTTLS is refused (X4)', async () => {
    await using server = await startServer({ ...inClear, faults: [{ on: 'STARTTLS', do: { no: 'not today' } }] });

    expect(await attempt(server, settingsFor(server, 'starttls'))).toMatchObject({
      code: 'mail-provider/unsupported',
      gavePassword: false,
    });
  });

  it('refuses a connection without TLS unless the operator allows it for this host (X4)', async () => {
    await using server = await startServer({ tls: 'none' });
    const options = settingsFor(server, 'none');
    await using allowed = await new ImapMailProvider({
      guard,
      allowsClearText: (host) => host === '127.0.0.1',
    }).connect(options);

    expect(allowed.closed).toBe(false);
    expect(await attempt(server, options)).toMatchObject({ code: 'mail-provider/unsupported', reason: 'clear-text' });
  });

  it.each(['starttls', 'implicit'] as const)('refuses a PREAUTH greeting with %s TLS (X5)', async (tls) => {
    await using server = await startServer({ tls, faults: [{ on: 'GREETING', do: { preauth: LOGIN } }] });

    expect(await attempt(server, settingsFor(server, tls))).toMatchObject({
      code: 'mail-provider/rejected',
      reason: 'preauth',
      gavePassword: false,
    });
  });

  it('refuses text injected behind the answer to STARTTLS (X6)', async () => {
    const injectAfter = '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n';
    await using server = await startServer({ ...inClear, faults: [{ on: 'STARTTLS', do: { injectAfter } }] });

    expect(await attempt(server, settingsFor(server, 'starttls'))).toMatchObject({
      code: 'mail-provider/rejected',
      reason: 'starttls-injection',
      gavePassword: false,
    });
  });

  it.each(['starttls', 'implicit'] as const)(
    'refuses a certificate that nobody vouches for, with %s TLS (X7)',
    async (tls) => {
      await using server = await startServer({ tls });
      const { settings, credentials } = settingsFor(server, tls);
      const { host, port } = settings.imap;

      expect(await attempt(server, { settings: { imap: { host, port, tls } }, credentials })).toMatchObject({
        code: 'mail-provider/rejected',
        reason: 'bad-certificate',
        gavePassword: false,
      });
    },
  );

  it.each(['starttls', 'implicit'] as const)('takes exactly the pinned certificate, with %s TLS (X7)', async (tls) => {
    await using server = await startServer({ tls });
    await using session = await provider.connect(settingsFor(server, tls));
    const another = await selfSignedCertificate('127.0.0.1');

    expect(session.closed).toBe(false);
    expect(await attempt(server, withPin(settingsFor(server, tls), another.cert))).toMatchObject({
      code: 'mail-provider/rejected',
      gavePassword: false,
    });
  });

  it('takes a pinned certificate whatever host it names, and for that host only itself (X7)', async () => {
    const certificate = await selfSignedCertificate('mail.example.com');
    await using server = await startServer({ certificate });
    await using session = await provider.connect(settingsFor(server));

    expect(session.closed).toBe(false);
  });

  it('refuses a pinned certificate that is out of date (X7)', async () => {
    const certificate = await selfSignedCertificate('127.0.0.1', { notBefore: new Date(0), notAfter: new Date(1e9) });
    await using server = await startServer({ certificate });

    expect(await attempt(server, settingsFor(server))).toMatchObject({
      code: 'mail-provider/rejected',
      reason: 'bad-certificate',
      gavePassword: false,
    });
  });

  it('says that a pinned certificate cannot be read', async () => {
    await using server = await startServer();

    expect(await attempt(server, withPin(settingsFor(server), 'no certificate'))).toMatchObject({
      code: 'mail-provider/unsupported',
      reason: 'pinned-certificate-unreadable',
    });
  });
});
