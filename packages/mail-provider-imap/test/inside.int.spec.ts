import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { freePort } from '@mailfold/dev-env';
import { type ServerCertificate, selfSignedCertificate } from '@mailfold/imap-server';
import type { ServerSettings } from '@mailfold/mail-provider';
import { NetworkGuard } from '@mailfold/network-guard';
import { SMTPServer } from 'smtp-server';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { LOGIN, PASSWORD, settingsFor, startServer } from './imap-server-harness.ts';
import { ScriptedPort } from './scripted-port.ts';

const careful = new ImapMailProvider();
const NAME = 'imap.example.com';

/** A resolver that says one thing the first time and another from then on. */
const rebinding = (first: string, later: string) => {
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return [{ address: asked.length === 1 ? first : later }];
  };
  return { resolve, asked };
};

/** @param pinned the certificate to be shown, where nobody vouches for it */
const at = (host: string, { port }: { readonly port: number }, pinned?: string) => ({
  settings: {
    imap: { host, port, tls: 'implicit' as const, ...(pinned === undefined ? {} : { pinnedCertificate: pinned }) },
  },
  credentials: { kind: 'password' as const, login: LOGIN, password: PASSWORD },
});

async function submission(certificate: ServerCertificate): Promise<AsyncDisposable & { readonly port: number }> {
  const server = new SMTPServer({
    ...certificate,
    secure: true,
    onAuth: (_a, _s, done) => done(null, { user: LOGIN }),
  });
  server.on('error', () => undefined); // clients that refuse the certificate are part of the play
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { port, [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}

describe('a server inside the operator’s network (X1)', () => {
  it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '127.0.0.1.'])(
    'is not connected to as %s, and the setting is named that would allow it',
    async (host) => {
      await using inside = await ScriptedPort.open((socket) => socket.write('* OK hello\r\n'));

      const failure = await failureOf(careful.connect(at(host, inside)));

      expect(failure).toMatchObject({
        code: 'mail-provider/unsupported',
        retry: 'never',
        details: { reason: 'inside' },
        message: expect.stringContaining('MAILFOLD_ALLOW_HOSTS'),
      });
      expect(inside.connections).toBe(0);
    },
  );

  it.each(['implicit', 'starttls'] as const)('tells no open port from a closed one, with %s TLS', async (tls) => {
    await using open = await ScriptedPort.open((socket) => socket.write('* OK hello\r\n'));
    const told = async (port: number) => {
      const { settings, credentials } = at('127.0.0.1', { port });
      const { code, message, details } = await failureOf(
        careful.connect({ settings: { imap: { ...settings.imap, tls } }, credentials }),
      );
      return JSON.stringify({ code, message, details }).replaceAll(String(port), 'PORT');
    };

    expect(await told(open.port)).toBe(await told(await freePort()));
    expect(open.connections).toBe(0);
  });

  it('is not connected to for SMTP, where IMAP is outside', async () => {
    await using imap = await startServer();
    await using inside = await ScriptedPort.open((socket) => socket.write('220 hello\r\n'));
    const options = settingsFor(imap);
    const smtp: ServerSettings = { host: '127.0.0.1', port: inside.port, tls: 'starttls' };
    const onlyImap = new ImapMailProvider({ guard: new NetworkGuard({ allowed: [`127.0.0.1:${imap.tlsPort}`] }) });

    const failure = await failureOf(onlyImap.prove({ ...options, settings: { ...options.settings, smtp } }));

    expect(failure).toMatchObject({ details: { protocol: 'smtp', reason: 'inside' } });
    expect(inside.connections).toBe(0);
  });
});

describe('a name whose address changes between the check and the connection (X1)', () => {
  it('is connected to where it was checked', async () => {
    await using server = await startServer();
    const { resolve, asked } = rebinding('127.0.0.1', '10.0.0.1');
    const provider = new ImapMailProvider({ guard: new NetworkGuard({ allowed: ['127.0.0.1'], resolve }) });
    const options = at(NAME, server, server.certificate?.cert);

    await using session = await provider.connect(options);

    expect([session.closed, asked]).toEqual([false, [NAME]]);
    expect(await failureOf(provider.connect(options))).toMatchObject({ details: { reason: 'inside' } });
  });

  it('is looked at, where it greets wrongly, at the address that was checked', async () => {
    await using ssh = await ScriptedPort.open((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    const { resolve, asked } = rebinding('127.0.0.1', '10.0.0.1');
    const provider = new ImapMailProvider({ guard: new NetworkGuard({ allowed: ['127.0.0.1'], resolve }) });

    const failure = await failureOf(provider.connect(at(NAME, ssh)));

    expect([failure.details['reason'], asked]).toEqual(['other-protocol', [NAME]]);
  });

  it('is connected to where it was checked for SMTP', async () => {
    await using imap = await startServer();
    await using smtp = await ScriptedPort.open((socket) => socket.end('421 not today\r\n'));
    const { resolve, asked } = rebinding('127.0.0.1', '10.0.0.1');
    const provider = new ImapMailProvider({ guard: new NetworkGuard({ allowed: ['127.0.0.1'], resolve }) });
    const options = settingsFor(imap);
    const server: ServerSettings = { host: 'smtp.example.com', port: smtp.port, tls: 'starttls' };

    await failureOf(provider.prove({ ...options, settings: { ...options.settings, smtp: server } }));

    expect(smtp.connections).toBeGreaterThan(0);
    expect(asked).toEqual(['smtp.example.com']);
  });
});

describe('a server that is connected to by its address (X1)', () => {
  const trusted = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(trusted));

  it('shows a certificate for its name all the same (X7)', async () => {
    const certificate = await selfSignedCertificate(NAME);
    setDefaultCACertificates([certificate.cert]);
    await using imap = await startServer({ certificate });
    await using smtp = await submission(certificate);
    const resolve = async () => [{ address: '127.0.0.1' }];
    const provider = new ImapMailProvider({ guard: new NetworkGuard({ allowed: ['127.0.0.1'], resolve }) });
    const proving = (imapHost: string, smtpHost: string) => {
      const { settings, credentials } = at(imapHost, imap);
      const server = { host: smtpHost, port: smtp.port, tls: 'implicit' } as const;
      return provider.prove({ settings: { ...settings, smtp: server }, credentials });
    };
    const bad = (protocol: string) => ({ details: { protocol, reason: 'bad-certificate' } });

    expect((await proving(NAME, NAME)).folders).not.toEqual([]);
    for (const other of ['other.example.com', '127.0.0.1']) {
      expect(await failureOf(proving(other, NAME))).toMatchObject(bad('imap'));
      expect(await failureOf(proving(NAME, other))).toMatchObject(bad('smtp'));
    }
  });
});
