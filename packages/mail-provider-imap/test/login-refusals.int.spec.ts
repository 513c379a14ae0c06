import type { ConnectOptions } from '@mailfold/mail-provider';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { LOGIN, PASSWORD, settingsFor, startServer } from './imap-server-harness.ts';
import { guard } from './loopback.ts';
import { answering, ScriptedPort } from './scripted-port.ts';

const provider = new ImapMailProvider({ guard, timeouts: { greetingMs: 300, connectMs: 3_000 } });

/** What servers answered to logins of people: the address it was for, the answer, and the reason that it is taken for. */
const SAID = [
  // LukeSmithxyz/mutt-wizard#831
  [
    'ann@gmail.com',
    '[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
    'app-password',
    'create an app password',
  ],
  // andreiaugustin/gmail_extractor#4
  ['ann@gmail.com', '[AUTHENTICATIONFAILED] Invalid credentials (Failure)', 'wrong-credentials', 'app password'],
  // barbushin/php-imap#87
  [
    'ann@gmail.com',
    '[ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)',
    'browser-login',
    'with a web browser',
  ],
  // smiley22/S22.Imap#116
  ['ann@gmail.com', '[WEBALERT https://accounts.google.com/x] Web login required.', 'browser-login', 'web browser'],
  ['ann@corp.example', '[ALERT] Your account is not enabled for IMAP use. (Failure)', 'imap-off', 'switch it on'],
  // ljmerza/ha-email-sensor#16
  [
    'ann@gmail.com',
    '[OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)',
    'throttled',
    'the password is not the reason',
  ],
  // wenfxl/openai-cpa#66
  ['ann@gmail.com', '[ALERT] Too many simultaneous connections. (Failure)', 'throttled', 'not the reason'],
  // imapsync#317
  ['ann@outlook.com', 'LOGIN failed.', 'wrong-credentials', 'sign in with Microsoft'],
  // holon-run/uxc#445
  ['ann@hotmail.com', 'Basic authentication is disabled.', 'passwords-off', 'sign in with Microsoft'],
  [
    'ann@corp.example',
    'AUTHENTICATE failed. [Error="AuthFailed:BasicAuthBlocked" AuthResultFromPopImapEnd=0]',
    'passwords-off',
    'OAuth2',
  ],
  // mscdex/node-imap#799
  [
    'ann@outlook.com',
    'LOGIN failed. Account is blocked. Login to your account via a web browser to verify your identity.',
    'browser-login',
    'log in there',
  ],
  // OfflineIMAP/offlineimap#688
  ['ann@yahoo.com', '[AUTHENTICATIONFAILED] LOGIN Invalid credentials', 'wrong-credentials', 'Account Security'],
  // lefcha/imapfilter#125
  ['ann@icloud.com', '[AUTHENTICATIONFAILED] Authentication failed', 'wrong-credentials', 'account.apple.com'],
  // chengazhen/cursor-auto-free#294
  [
    'ann@qq.com',
    'Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy.',
    'wrong-credentials',
    '授权码',
  ],
  // pandolia/qqbot#139
  [
    'ann@qq.com',
    'Please using authorized code to login. More information at http://service.mail.qq.com/cgi-bin/help',
    'app-password',
    '授权码',
  ],
  ['ann@163.com', 'LOGIN Login error or password error', 'wrong-credentials', '授权码'],
  // thunderbird/thunderbird-android#9069
  [
    'ann@mail.ru',
    'NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Aplication password is REQUIRED',
    'app-password',
    'Mail.ru',
  ],
  // Foundry376/Mailspring#2111
  [
    'ann@yandex.ru',
    '[AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled sc=cYXlpv732Cg1',
    'wrong-credentials',
    'app password',
  ],
  ['ann@corp.example', '[UNAVAILABLE] Temporary authentication failure', 'throttled', 'not the reason'],
  ['ann@corp.example', '[CONTACTADMIN] Ask for IMAP', 'contact-admin', 'administrator'],
  ['ann@corp.example', '[AUTHENTICATIONFAILED] Authentication failed.', 'wrong-credentials', 'check both'],
] as const;

const SAID_BY_SMTP = [
  // bberkay/openmail#1
  ['ann@gmail.com', '534 5.7.9 Application-specific password required. For more information, go to', 'app-password'],
  ['ann@gmail.com', '535 5.7.8 Username and Password not accepted.', 'wrong-credentials'],
  ['ann@gmail.com', '454 4.7.0 Too many login attempts, please try again later.', 'throttled'],
  // pppscn/SmsForwarder#631
  ['ann@outlook.com', '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', 'passwords-off'],
  // YMFE/yapi#2219
  ['ann@qq.com', '535 Login Fail. Please enter your authorization code to login.', 'app-password'],
  // lmanukyan/print-designer#5
  ['ann@mail.ru', '535 5.7.0 NEOBHODIM parol prilozheniya / Application password is REQUIRED', 'app-password'],
  ['ann@corp.example', '538 5.7.11 Encryption required', 'no-login-method'],
] as const;

const as = (options: ConnectOptions, login: string): ConnectOptions => ({
  ...options,
  credentials: { kind: 'password', login, password: PASSWORD },
});

const FAULTS: Readonly<Record<string, string>> = {
  throttled: 'mail-provider/throttled',
  'contact-admin': 'mail-provider/rejected',
};

describe('a login that an IMAP server refuses (CON-1, CON-4)', () => {
  it.each(SAID)('%s: %s is %s', async (login, said, reason, advice) => {
    const faults = [{ on: ['LOGIN', 'AUTHENTICATE'], do: { no: said } }];
    await using server = await startServer({ faults });

    const failure = await failureOf(provider.connect(as(settingsFor(server), login)));

    expect(failure).toMatchObject({ code: FAULTS[reason] ?? 'mail-provider/unauthorised', details: { reason } });
    expect(failure.message).toContain(advice);
    expect(failure.message).not.toContain(PASSWORD);
  });
});

describe('a login that an SMTP server refuses (CON-1)', () => {
  it.each(SAID_BY_SMTP)('%s: %s is %s', async (login, said, reason) => {
    await using imap = await startServer({ users: [{ login, password: PASSWORD }] });
    await using smtp = await ScriptedPort.open(
      answering('220 hello\r\n', (line, socket) => {
        if (line.startsWith('EHLO')) socket.write('250-hello\r\n250 AUTH PLAIN\r\n');
        if (line.startsWith('AUTH')) socket.write(`${said}\r\n`);
      }),
    );
    const lax = new ImapMailProvider({ guard, allowsClearText: () => true });
    const { settings } = settingsFor(imap);
    const server = { host: '127.0.0.1', port: smtp.port, tls: 'none' } as const;

    const { details } = await failureOf(
      lax.prove(as({ ...settingsFor(imap), settings: { ...settings, smtp: server } }, login)),
    );

    expect(details).toMatchObject({ protocol: 'smtp', reason });
  });
});

describe('a server that wants to know who comes before it opens a folder (163, 126, yeah.net)', () => {
  // himalaya#651: "NO SELECT Unsafe Login. Please contact kefu@188.com for help" where no ID (RFC 2971) came first.
  it('is told by ID, with name and version, before anything else after the login', async () => {
    await using server = await startServer();
    const commands: string[] = [];
    const told: string[] = [];
    server.on('command', ({ command, text }) => {
      commands.push(command);
      if (command === 'ID') told.push(text);
    });

    await using session = await provider.connect(settingsFor(server));
    await session.open('INBOX');

    const login = commands.findIndex((command) => ['LOGIN', 'AUTHENTICATE'].includes(command));
    expect(commands.indexOf('ID')).toBeLessThan(commands.indexOf('SELECT'));
    expect([commands.indexOf('ID') >= 0, login >= 0]).toEqual([true, true]);
    expect(told[0]).toMatch(/"name" "mailfold"/);
    expect(told.join('')).not.toContain(LOGIN);
  });
});

describe('STARTTLS at a port that speaks TLS from the start', () => {
  it('is told in less than five seconds, however patient the provider is (CON-1)', async () => {
    await using server = await startServer({ tls: 'implicit' });
    const patient = new ImapMailProvider({ guard });
    const began = performance.now();
    const { host } = settingsFor(server).settings.imap;
    const imap = { host, port: server.port, tls: 'starttls' } as const;
    const options = { ...settingsFor(server), settings: { imap } };

    expect(await failureOf(patient.connect(options))).toMatchObject({ details: { reason: 'speaks-tls' } });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('is not suspected of a server that greets late', async () => {
    await using server = await startServer({
      tls: 'starttls',
      faults: [{ on: 'GREETING', times: 2, do: { delayMs: 2_000 } }],
    });
    const patient = new ImapMailProvider({ guard });

    await using session = await patient.connect(settingsFor(server, 'starttls'));

    expect(session.closed).toBe(false);
  });
});
