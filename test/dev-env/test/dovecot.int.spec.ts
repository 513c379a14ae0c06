import { ImapFlow } from 'imapflow';
import { describeWith, findDovecot, type Dovecot, type DovecotUser, type DovecotVariant } from '../src/index.ts';

const mail = (subject: string) =>
  `From: a@example.com\r\nTo: b@example.com\r\nSubject: ${subject}\r\n\r\n.hidden dot\r\n`;

const clientOf = (server: Dovecot, { user, password }: DovecotUser) =>
  new ImapFlow({
    host: server.host,
    port: server.port,
    doSTARTTLS: true,
    auth: { user, pass: password },
    tls: { ca: server.certificate },
    logger: false,
  });

describeWith(await findDovecot(), 'a Dovecot for tests', ({ startDovecot }) => {
  const started: Dovecot[] = [];
  const start = async (variant?: DovecotVariant) => {
    const server = await startDovecot(variant);
    started.push(server);
    return server;
  };

  afterAll(async () => {
    for (const server of started) await server.stop();
  });

  const withClient = async <T>(server: Dovecot, user: DovecotUser, use: (client: ImapFlow) => Promise<T>) => {
    const client = clientOf(server, user);
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.logout();
    }
  };

  it('delivers over LMTP and is read over IMAP with TLS', async () => {
    const server = await start();
    const user = await server.addUser();
    await server.deliver(user.user, mail('hello'));

    const subject = await withClient(server, user, async (client) => {
      await client.mailboxOpen('INBOX');
      const found = await client.fetchOne('1', { envelope: true, source: true });
      return found === false ? undefined : [found.envelope?.subject, String(found.source).includes('\r\n.hidden dot')];
    });

    expect(subject).toEqual(['hello', true]);
  });

  it('takes many mails as files, in order, with their dates and flags', async () => {
    const server = await start();
    const user = await server.addUser();
    const internalDate = new Date('2020-02-03T04:05:06Z');
    const messages = Array.from({ length: 300 }, (_, n) => ({
      raw: mail(`no ${n}`),
      internalDate,
      flags: ['Seen'] as const,
    }));
    await server.appendMaildir(user.user, 'Kunden/A', messages);

    const last = await withClient(server, user, async (client) => {
      await client.mailboxOpen('Kunden/A');
      const found = await client.fetchOne('300', { envelope: true, internalDate: true, flags: true });
      return found === false
        ? undefined
        : [found.uid, found.envelope?.subject, found.internalDate, found.flags?.has('\\Seen')];
    });

    expect(last).toEqual([300, 'no 299', internalDate, true]);
  });

  it('announces what its variant has', async () => {
    const announced = async (variant: DovecotVariant) => {
      const server = await start(variant);
      const user = await server.addUser();
      return withClient(server, user, async ({ capabilities }) =>
        ['IDLE', 'MOVE', 'SPECIAL-USE', 'CONDSTORE', 'QRESYNC'].filter((name) => capabilities.has(name)),
      );
    };

    expect(await announced('full')).toEqual(['IDLE', 'MOVE', 'SPECIAL-USE', 'CONDSTORE', 'QRESYNC']);
    expect(await announced('no-qresync')).toEqual(['IDLE', 'MOVE', 'SPECIAL-USE', 'CONDSTORE']);
    expect(await announced('no-condstore')).toEqual(['IDLE', 'MOVE', 'SPECIAL-USE']);
  });

  it('changes UIDVALIDITY by doveadm', async () => {
    const server = await start();
    const user = await server.addUser();
    await server.deliver(user.user, mail('hello'));
    await server.doveadm('mailbox', 'update', '-u', user.user, '--uid-validity', '4711', 'INBOX');

    const opened = await withClient(server, user, (client) => client.mailboxOpen('INBOX'));

    expect(opened.uidValidity).toBe(4711n);
  });

  it('keeps its mail and ports over a power cut', async () => {
    const server = await start();
    const user = await server.addUser();
    await server.deliver(user.user, mail('before'));
    await server.halt();
    await expect(clientOf(server, user).connect()).rejects.toThrow('ECONNREFUSED');
    await server.resume();

    const opened = await withClient(server, user, (client) => client.mailboxOpen('INBOX'));

    expect(opened.exists).toBe(1);
  });

  it('knows a new user at once', async () => {
    const server = await start();
    const known: boolean[] = [];
    for (const _each of [1, 2, 3]) {
      const user = await server.addUser();
      known.push(await withClient(server, user, async ({ usable }) => usable));
    }

    expect(known).toEqual([true, true, true]);
  });
});
