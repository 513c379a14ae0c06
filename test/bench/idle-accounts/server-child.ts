// A mail server with many mailboxes, in a process of its own: its memory and its CPU time are not the engine's.
import { ImapServer } from '@mailfold/imap-server';
import { messageOf } from '@mailfold/kernel';
import { loginOf, PASSWORD, type ServerAsk, type ServerOrder, type ServerTell } from './messages.ts';

const tell = (message: ServerTell): void => void process.send?.(message);

const nowMs = (): number => performance.timeOrigin + performance.now();

const mailOf = (login: string, nth: number): Buffer =>
  Buffer.from(
    `From: Writer ${nth} <writer-${nth}@elsewhere.example>\r\nTo: ${login}\r\nSubject: Nr ${nth} for ${login}\r\n` +
      `Message-ID: <${nth}.${login}>\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\n\r\nText ${nth}.\r\n`,
  );

const start = async ({ accounts, mails }: ServerOrder): Promise<ImapServer> => {
  const logins = Array.from({ length: accounts }, (_, nth) => loginOf(nth));
  const users = logins.map((login) => ({ login, password: PASSWORD }));
  const server = await ImapServer.start({ users, tls: 'none' });
  for (const login of logins) {
    for (let nth = 0; nth < mails; nth += 1) await server.mailbox(login).deliver('INBOX', mailOf(login, nth));
  }
  return server;
};

/** Connections whose last command is IDLE. */
class Idling {
  readonly #connections = new Map<number, boolean>();

  constructor(server: ImapServer) {
    server.on('command', ({ connection, command }) => this.#connections.set(connection, command === 'IDLE'));
    server.on('disconnection', (connection) => this.#connections.delete(connection));
  }

  get count(): number {
    return this.#connections.values().reduce((sum, idles) => sum + (idles ? 1 : 0), 0);
  }
}

const answer = async (server: ImapServer, idling: Idling, ask: ServerAsk): Promise<void> => {
  if (ask.kind === 'count')
    return tell({ kind: 'counted', connections: server.connections.length, idling: idling.count });
  const existsAt = nowMs();
  await server.mailbox(ask.login).deliver('INBOX', Buffer.from(ask.raw), { internalDate: new Date(ask.receivedAt) });
  tell({ kind: 'delivered', existsAt });
};

try {
  const server = await start(JSON.parse(process.argv[2] ?? '{}') as ServerOrder);
  const idling = new Idling(server);
  process.on('message', (ask: ServerAsk) => {
    answer(server, idling, ask).catch((error: unknown) => tell({ kind: 'failed', reason: messageOf(error) }));
  });
  process.once('disconnect', () => process.exit(0));
  tell({ kind: 'ready', port: server.port });
} catch (error) {
  tell({ kind: 'failed', reason: messageOf(error) });
  process.exitCode = 1;
  process.disconnect();
}
