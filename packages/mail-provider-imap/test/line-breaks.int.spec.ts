import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { ConnectOptions, Credentials, MailSession } from '@mailfold/mail-provider';
import { connect } from 'node:net';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { LOGIN, PASSWORD, settingsFor, startServer } from './imap-server-harness.ts';
import { guard } from './loopback.ts';

const provider = new ImapMailProvider({ guard, allowsClearText: () => true });
const INJECTED = 'x1 DELETE Kept';
const BREAKS = ['\r\n', '\n', '\r', '\0', '"\r\n', '{3}\r\n'];

/** A server in clear behind a wire that keeps what the client says. */
async function tapped() {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startServer({ tls: 'none', folders: [{ path: 'INBOX' }, { path: 'Kept' }] }));
  const said: Buffer[] = [];
  const sockets = new Set<Socket>();
  const wire = createServer((client) => {
    const onward = connect(server.port, '127.0.0.1');
    for (const socket of [client, onward]) sockets.add(socket.on('error', () => undefined));
    client.on('data', (bytes) => said.push(bytes));
    client.pipe(onward).pipe(client);
  });
  wire.listen(0, '127.0.0.1');
  await once(wire, 'listening');
  stack.defer(() => {
    for (const socket of sockets) socket.destroy();
    wire.close();
  });
  const address = wire.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { settings, credentials } = settingsFor(server, 'none');
  const options: ConnectOptions = { settings: { imap: { ...settings.imap, port } }, credentials };
  const all = stack.move();
  return {
    server,
    options,
    /** Lines as a server reads them. */
    lines: () =>
      Buffer.concat(said)
        .toString('latin1')
        .split(/[\r\n]+/),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

describe('a line break in what a user chose (X9)', () => {
  const verbs: readonly (readonly [string, (session: MailSession, name: string, epoch: number) => Promise<unknown>])[] =
    [
      ['open', (session, name) => session.open(name)],
      ['uids', (session, name) => session.uids(name)],
      ['list', (session, name) => session.list(name)],
      ['fetch', (session, name, epoch) => session.fetch(name, [1], epoch)],
      ['flags', (session, name) => session.flags(name, [1])],
      ['changes', (session, name, epoch) => session.changes(name, { epoch, lastUid: 0 })],
      ['watch', (session, name) => session.watch(name, () => undefined, AbortSignal.timeout(5_000))],
      ['setSeen', (session, name, epoch) => session.setSeen(name, [1], true, epoch)],
      ['move from', (session, name, epoch) => session.move(name, [1], 'INBOX', epoch)],
      ['move to', (session, name, epoch) => session.move('INBOX', [1], name, epoch)],
      ['createFolder', (session, name) => session.createFolder(name)],
    ];

  it.each(verbs)('as a folder name is refused, and not sent: %s', async (_, verb) => {
    await using wire = await tapped();
    await using session = await provider.connect(wire.options);
    const { epoch } = await session.open('INBOX');

    for (const mark of BREAKS) {
      const { code, retry } = await failureOf(verb(session, `Any${mark}${INJECTED}`, epoch));
      expect([code, retry]).toEqual(['mail-provider/rejected', 'never']);
    }

    expect(wire.lines().filter((line) => line.includes(INJECTED))).toEqual([]);
    expect((await session.folders()).map(({ path }) => path)).toContain('Kept');
  });

  it.each([
    ['user name', (mark: string): Credentials => ({ kind: 'password', login: LOGIN + mark, password: PASSWORD })],
    ['password', (mark: string): Credentials => ({ kind: 'password', login: LOGIN, password: PASSWORD + mark })],
    ['token', (mark: string): Credentials => ({ kind: 'oauth2', login: LOGIN, accessToken: `secret${mark}` })],
  ])('as a %s is refused before a connection, and not repeated', async (_, credentials) => {
    await using wire = await tapped();

    for (const mark of BREAKS) {
      const failure = await failureOf(
        provider.connect({ ...wire.options, credentials: credentials(`${mark}${INJECTED}`) }),
      );
      expect(failure).toMatchObject({ code: 'mail-provider/unsupported', details: { reason: 'control-characters' } });
      expect(failure.message).not.toMatch(/DELETE|secret/);
    }

    expect(wire.lines().join('')).toBe('');
  });

  it('as a host name is refused before it is asked for', async () => {
    await using wire = await tapped();
    const { imap } = wire.options.settings;
    const settings = { imap: { ...imap, host: `127.0.0.1\r\n${INJECTED}`, tls: 'implicit' as const } };

    expect(await failureOf(provider.connect({ ...wire.options, settings }))).toMatchObject({
      details: { reason: 'inside' },
      message: expect.not.stringMatching(/[\r\n]/),
    });
    expect(wire.lines().join('')).toBe('');
  });

  it('in words that need quoting is none: they arrive as they are', async () => {
    const password = 'a "quoted\\ word" {12} ü';
    await using server = await startServer({ tls: 'none', users: [{ login: LOGIN, password }] });
    const options = settingsFor(server, 'none');

    await using session = await provider.connect({
      ...options,
      credentials: { kind: 'password', login: LOGIN, password },
    });
    const name = 'a "b\\c" {4}% ü';
    await session.createFolder(name);

    expect((await session.open(name)).path).toBe(name);
  });
});
