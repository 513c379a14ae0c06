import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { type ImapServer, selfSignedCertificate } from '@mailfold/imap-server';
import type { ConnectOptions, ServerSettings } from '@mailfold/mail-provider';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { LOGIN, PASSWORD, settingsFor, startServer } from './imap-server-harness.ts';
import { answering, ScriptedPort } from './scripted-port.ts';
import { guard } from './loopback.ts';

const provider = new ImapMailProvider({ guard, timeouts: { greetingMs: 300, connectMs: 3_000 } });

interface Submission extends AsyncDisposable {
  readonly settings: ServerSettings;
  readonly logins: string[];
}

async function submission(tls: 'implicit' | 'starttls', options: SMTPServerOptions = {}): Promise<Submission> {
  const certificate = await selfSignedCertificate('127.0.0.1');
  const logins: string[] = [];
  const server = new SMTPServer({
    ...certificate,
    secure: tls === 'implicit',
    onAuth: ({ username = '', password }, _session, callback) => {
      logins.push(username);
      if (username === LOGIN && password === PASSWORD) callback(null, { user: username });
      else callback(Object.assign(new Error('Invalid login'), { responseCode: 535 }));
    },
    ...options,
  });
  server.on('error', () => undefined); // clients that hang up are part of the play
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    settings: { host: '127.0.0.1', port, tls, pinnedCertificate: certificate.cert },
    logins,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const withSmtp = (imap: ImapServer, smtp: ServerSettings): ConnectOptions => {
  const options = settingsFor(imap);
  return { ...options, settings: { ...options.settings, smtp } };
};

async function proving(smtp: ServerSettings) {
  await using imap = await startServer();
  const { code, message, details } = await failureOf(provider.prove(withSmtp(imap, smtp)));
  return { code, message, reason: details['reason'], protocol: details['protocol'] };
}

describe('proving an account at its SMTP server (CON-1)', () => {
  it.each(['implicit', 'starttls'] as const)('logs in with %s TLS', async (tls) => {
    await using smtp = await submission(tls);
    await using imap = await startServer();

    const proof = await provider.prove(withSmtp(imap, smtp.settings));

    expect(smtp.logins).toEqual([LOGIN]);
    expect(proof.folders.map(({ role }) => role)).toContain('inbox');
  });

  it('says that SMTP takes another password', async () => {
    await using smtp = await submission('implicit', {
      onAuth: (_auth, _session, callback) => callback(Object.assign(new Error('no'), { responseCode: 535 })),
    });

    expect(await proving(smtp.settings)).toMatchObject({
      code: 'mail-provider/unauthorised',
      protocol: 'smtp',
      message: expect.stringContaining('SMTP server'),
    });
  });

  it('says that SMTP is busy, and not that the password is wrong', async () => {
    await using smtp = await submission('implicit', {
      onAuth: (_auth, _session, callback) => callback(Object.assign(new Error('later'), { responseCode: 454 })),
    });

    expect(await proving(smtp.settings)).toMatchObject({ code: 'mail-provider/throttled', protocol: 'smtp' });
  });

  it('does not take a server that asks for no login for a proof', async () => {
    await using smtp = await submission('implicit', { disabledCommands: ['AUTH'] });

    expect(await proving(smtp.settings)).toMatchObject({ protocol: 'smtp', reason: 'no-login-method' });
  });

  it('sends no password where STARTTLS is not offered (X4)', async () => {
    await using smtp = await submission('starttls', { disabledCommands: ['STARTTLS'], allowInsecureAuth: true });

    expect(await proving(smtp.settings)).toMatchObject({ code: 'mail-provider/unsupported', reason: 'no-starttls' });
    expect(smtp.logins).toEqual([]);
  });

  it('refuses text injected behind the answer to STARTTLS (X6)', async () => {
    await using smtp = await ScriptedPort.open(
      answering('220 hello\r\n', (line, socket) => {
        if (line.startsWith('EHLO')) socket.write('250-hello\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n');
        if (line === 'STARTTLS') socket.write('220 go ahead\r\n250-evil\r\n250 AUTH PLAIN\r\n');
      }),
    );

    expect(await proving({ host: '127.0.0.1', port: smtp.port, tls: 'starttls' })).toMatchObject({
      code: 'mail-provider/rejected',
      reason: 'starttls-injection',
    });
    expect(smtp.heard).not.toContain(PASSWORD);
  });

  it.each(['implicit', 'starttls'] as const)(
    'refuses a certificate that nobody vouches for, with %s TLS (X7)',
    async (tls) => {
      await using smtp = await submission(tls);
      const { host, port } = smtp.settings;

      expect(await proving({ host, port, tls })).toMatchObject({
        code: 'mail-provider/rejected',
        reason: 'bad-certificate',
      });
      expect(smtp.logins).toEqual([]);
    },
  );

  it('names the wrong TLS mode', async () => {
    await using implicit = await submission('implicit');
    await using starttls = await submission('starttls');

    expect(await proving({ ...implicit.settings, tls: 'starttls' })).toMatchObject({ reason: 'speaks-tls' });
    expect(await proving({ ...starttls.settings, tls: 'implicit' })).toMatchObject({ reason: 'speaks-clear' });
  });

  it('refuses a connection in clear', async () => {
    await using smtp = await submission('starttls');

    expect(await proving({ ...smtp.settings, tls: 'none' })).toMatchObject({
      code: 'mail-provider/unsupported',
      reason: 'clear-text',
    });
    expect(smtp.logins).toEqual([]);
  });
});
