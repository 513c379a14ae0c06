import type { Socket } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import type { ConnectOptions, ServerSettings } from '@mailfold/mail-provider';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { LOGIN, PASSWORD, settingsFor, startServer } from './imap-server-harness.ts';
import { guard } from './loopback.ts';
import { answering, ScriptedPort } from './scripted-port.ts';

/** With the patience of a real one: what ends early does so because of a bound in bytes. */
const patient = new ImapMailProvider({ guard, allowsClearText: () => true });
const MB = 1024 * 1024;

/** Says it again and again, as fast as the client reads. */
const pour = (socket: Socket, text: string): void => {
  const bytes = Buffer.from(text.repeat(Math.ceil(65_536 / text.length)));
  const more = (): void => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('drain', more);
  more();
};

const clear = (port: number): ConnectOptions => ({
  settings: { imap: { host: '127.0.0.1', port, tls: 'none' } },
  credentials: { kind: 'password', login: LOGIN, password: PASSWORD },
});

describe('before the login a server may say a few kB (X16)', () => {
  it.each([
    ['lines that mean nothing', '', '* still starting\r\n'],
    ['greetings', '', '* OK hello\r\n'],
    ['capabilities', '* OK hello\r\n', '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n'],
    ['one line', '* OK ', 'x'],
    ['literals', '* OK hello\r\n', '* LIST () "/" {65536}\r\n'],
    ['lists in lists', '* OK hello\r\n', '* LIST ((((((((((((((((\r\n'],
  ])('%s without end', async (_, first, text) => {
    const began = performance.now();
    const sockets: Socket[] = [];
    await using port = await ScriptedPort.open((socket) => {
      sockets.push(socket);
      socket.write(first);
      pour(socket, text);
    });

    const { code } = await failureOf(patient.connect(clear(port.port)));

    expect(code).toMatch(/^mail-provider\/(rejected|unreachable|unsupported)$/);
    expect(performance.now() - began).toBeLessThan(6_000); // the greeting alone may take ten seconds
    expect(sockets).not.toEqual([]);
    for (const { bytesWritten } of sockets) expect(bytesWritten).toBeLessThan(64 * MB);
    expect(port.heard).not.toContain(PASSWORD);
  });

  it.each(['4294967296', '99999999999999999999', '209715200'])('a literal of %s bytes', async (size) => {
    await using port = await ScriptedPort.open((socket) => socket.write(`* OK {${size}}\r\nabc`));
    const began = performance.now();
    const rss = process.memoryUsage().rss;

    await failureOf(patient.connect(clear(port.port)));

    expect(process.memoryUsage().rss - rss).toBeLessThan(90 * MB);
    expect(performance.now() - began).toBeLessThan(6_000);
  });

  it.each([
    ['one line', '220 hello', 'x'],
    ['lines', '', '220-hello\r\n'],
  ])('SMTP: %s without end', async (_, first, text) => {
    await using imap = await startServer();
    await using port = await ScriptedPort.open((socket) => {
      socket.write(first);
      pour(socket, text);
    });
    const { settings, credentials } = settingsFor(imap);
    const smtp: ServerSettings = { host: '127.0.0.1', port: port.port, tls: 'none' };
    const began = performance.now();
    const rss = process.memoryUsage().rss;

    const { details } = await failureOf(patient.prove({ settings: { ...settings, smtp }, credentials }));

    expect(details['protocol']).toBe('smtp');
    expect(process.memoryUsage().rss - rss).toBeLessThan(90 * MB);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe('compression (X16)', () => {
  it('is never asked for, so there is nothing that could be inflated', async () => {
    const bomb = deflateRawSync(Buffer.alloc(10 * MB));
    await using port = await ScriptedPort.open(
      answering('* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE AUTH=PLAIN SASL-IR] hi\r\n', (line, socket) => {
        const [tag = '', verb = ''] = line.split(' ');
        if (verb === 'CAPABILITY') socket.write('* CAPABILITY IMAP4rev1 COMPRESS=DEFLATE AUTH=PLAIN SASL-IR\r\n');
        socket.write(`${tag} OK done\r\n`);
        if (verb === 'COMPRESS') socket.write(bomb);
      }),
    );

    await using session = await patient.connect(clear(port.port));

    expect(session.closed).toBe(false);
    expect(port.heard).toContain('AUTHENTICATE PLAIN');
    expect(port.heard).not.toContain('COMPRESS');
  });
});
