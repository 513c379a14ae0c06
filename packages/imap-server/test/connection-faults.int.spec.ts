import { once } from 'node:events';
import type { ImapServerOptions } from '../src/index.ts';
import { selfSignedCertificate } from '../src/index.ts';
import { ANN, connected, imapClient, mail, rejection, startServer } from './imap-client.ts';
import { WireClient } from './wire-client.ts';

/** The names of the commands that a connecting client sends, and what connecting ends in. */
async function connectTo(options: Partial<ImapServerOptions>, client: Parameters<typeof imapClient>[1] = {}) {
  await using server = await startServer(options);
  const commands: string[] = [];
  server.on('command', ({ command }) => commands.push(command));
  const error = await rejection(imapClient(server, client).connect());
  return { error, commands };
}

const clear: Partial<ImapServerOptions> = { tls: 'starttls' };
const passwords = (commands: readonly string[]): readonly string[] =>
  commands.filter((name) => name === 'LOGIN' || name === 'AUTHENTICATE');

describe('faults of a connection', () => {
  it('X4 offers no STARTTLS: a client that insists sends no password', async () => {
    const { commands } = await connectTo({ ...clear, capabilities: { STARTTLS: false } });
    expect(passwords(commands)).toEqual([]);
  });

  it('X4 takes no password in clear while STARTTLS is to be had', async () => {
    await using server = await startServer(clear);
    await using client = await WireClient.to(server);
    await client.until(/LOGINDISABLED.*\r\n/);
    expect(await client.command(`LOGIN ${ANN} secret`)).toContain('NO [PRIVACYREQUIRED]');
  });

  it('X5 greets with PREAUTH: a client that insists on TLS refuses', async () => {
    const { error } = await connectTo({ ...clear, faults: [{ on: 'GREETING', do: { preauth: ANN } }] });
    expect(String(error['message'])).toMatch(/STARTTLS|PREAUTH|TLS/i);
  });

  it('X6 injects text behind the OK of STARTTLS: the client notices', async () => {
    const injectAfter = '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n';
    const { error, commands } = await connectTo({ ...clear, faults: [{ on: 'STARTTLS', do: { injectAfter } }] });
    expect(error['code']).toBe('STARTTLS_INJECTION');
    expect(passwords(commands)).toEqual([]);
  });

  it('X7 shows a certificate that is not pinned, for another host, or out of date', async () => {
    const fresh = await connectTo({}, { tls: {} });
    const other = await selfSignedCertificate('mail.example.com');
    const wrongHost = await connectTo({ certificate: other }, { tls: { ca: other.cert } });
    const old = await selfSignedCertificate('127.0.0.1', { notBefore: new Date(0), notAfter: new Date(1e9) });
    const expired = await connectTo({ certificate: old }, { tls: { ca: old.cert } });
    expect([fresh, wrongHost, expired].map(({ error }) => error['code'])).toEqual([
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'CERT_HAS_EXPIRED',
    ]);
  });

  it('X16 greets with a line without end', async () => {
    const { error } = await connectTo({ faults: [{ on: 'GREETING', do: 'endless-line' }] }, { greetingTimeout: 300 });
    expect(error['code']).toBeDefined();
  });

  it('X16 greets with lines without end, no faster than the client reads', async () => {
    await using server = await startServer({ faults: [{ on: 'GREETING', do: { endlessLines: '* OK still here' } }] });
    const disconnected = once(server, 'disconnection');
    await using client = await WireClient.to(server);
    const received = await client.until(/^(?:\* OK still here\r\n){5000}/);
    client.hangUp();
    await disconnected;
    expect(received).toHaveLength(5000 * 17);
  });

  it('S17 turns clients away when too many are connected', async () => {
    await using server = await startServer({
      faults: [{ on: 'GREETING', when: ({ open }) => open > 1, do: { bye: '[UNAVAILABLE] Too many connections' } }],
    });
    await using first = await connected(server);
    await rejection(imapClient(server).connect());
    expect(first.usable).toBe(true);
  });

  it('S17 S18 refuses a login with a code of RFC 5530, as often as told', async () => {
    await using server = await startServer({
      faults: [{ on: ['LOGIN', 'AUTHENTICATE'], times: 1, do: { no: 'Come back later', code: 'UNAVAILABLE' } }],
    });
    const error = await rejection(imapClient(server).connect());
    await using later = await connected(server);
    expect([error['serverResponseCode'], later.usable]).toEqual(['UNAVAILABLE', true]);
  });

  it('S15 dies silently in IDLE: it listens no more and stays open', async () => {
    await using server = await startServer({ faults: [{ on: 'IDLE', do: 'go-deaf' }] });
    await using client = await WireClient.to(server, ANN);
    await client.command('SELECT INBOX');
    client.send('IDLE');
    await client.until(/^\+ .*\r\n/);
    await server.mailbox(ANN).deliver('INBOX', mail('a'));
    client.sendRaw('DONE\r\n');
    const disconnected = once(server, 'disconnection');
    expect(server.connections).toHaveLength(1);
    client.hangUp();
    await disconnected;
    expect(await client.rest()).toBe('');
  });

  it('S15 never acknowledges IDLE', async () => {
    await using server = await startServer({ faults: [{ on: 'IDLE', do: 'never-answer' }] });
    await using client = await WireClient.to(server, ANN);
    client.send('IDLE');
    expect(await client.command('NOOP')).toBe('W3 OK NOOP completed\r\n');
  });

  it('S16 ends IDLE after a while', async () => {
    await using server = await startServer({ faults: [{ on: 'IDLE', do: { idleEndsAfterMs: 5 } }] });
    await using client = await WireClient.to(server, ANN);
    client.send('IDLE');
    expect(await client.rest()).toContain('* BYE Idle for too long\r\n');
  });

  it('cuts a connection that the test chooses', async () => {
    await using server = await startServer();
    await using client = await WireClient.to(server, ANN);
    server.connections[0]?.drop();
    expect(await client.rest()).toBe('');
  });

  it('turns away a command that is too large', async () => {
    await using server = await startServer({ maxCommandBytes: 1000 });
    await using client = await WireClient.to(server, ANN);
    client.send('x'.repeat(2000));
    expect(await client.rest()).toBe('* BYE Command too large\r\n');
  });
});
