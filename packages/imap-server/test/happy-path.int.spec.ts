import { ANN, connected, imapClient, mail, startServer } from './imap-client.ts';

const sources = [
  mail('plain'),
  Buffer.from('no header end'),
  Buffer.from(''),
  Buffer.from('Subject: 8 bit\n\nna\u00efve \u65e5\u672c\u8a9e\n', 'utf8'),
  Buffer.from([0x53, 0x3a, 0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0xff, 0x0d, 0x0a, 0x29]),
  Buffer.alloc(300_000, 'long line '),
];

describe('a client on the happy path', () => {
  it('sees the usual folders with their roles and counts', async () => {
    await using server = await startServer();
    await server.mailbox(ANN).deliver('Sent', mail('one'));
    await using client = await connected(server);
    const listed = await client.list({ statusQuery: { messages: true, uidNext: true } });
    const roles = listed.map((folder) => [folder.path, folder.specialUse, folder.status?.messages]);
    expect(roles).toEqual(
      expect.arrayContaining([
        ['INBOX', '\\Inbox', 0],
        ['Sent', '\\Sent', 1],
        ['Trash', '\\Trash', 0],
      ]),
    );
  });

  it('gets the same bytes for a range that were delivered, whatever they are', async () => {
    await using server = await startServer();
    await server.mailbox(ANN).deliverMany(
      'INBOX',
      sources.map((raw) => ({ raw })),
    );
    await using client = await connected(server);
    await client.mailboxOpen('INBOX', { readOnly: true });
    const fetched = await client.fetchAll('1:*', { uid: true, source: true, size: true }, { uid: true });
    expect(fetched.map((message) => message.size)).toEqual(sources.map((raw) => raw.length));
    for (const [index, message] of fetched.entries())
      expect(message.source?.equals(sources[index] ?? Buffer.of(1))).toBe(true);
  });

  it('downloads one message in pieces', async () => {
    await using server = await startServer();
    await server.mailbox(ANN).deliver('INBOX', Buffer.alloc(200_000, 'piece'));
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    const { content } = await client.download('1', undefined, { uid: true, chunkSize: 30_000 });
    const pieces: Buffer[] = [];
    for await (const piece of content ?? []) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).equals(Buffer.alloc(200_000, 'piece'))).toBe(true);
  });

  it('moves, copies and appends, and is told the new UIDs', async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliverMany(
      'INBOX',
      ['a', 'b', 'c'].map((name) => ({ raw: mail(name) })),
    );
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    const moved = await client.messageMove('1,3', 'Archive', { uid: true });
    const copied = await client.messageCopy('2', 'Archive', { uid: true });
    const appended = await client.append(
      'Archive',
      mail('d'),
      ['\\Seen', 'Important'],
      new Date('2020-02-29T12:00:00Z'),
    );
    expect(moved && moved.uidMap).toEqual(
      new Map([
        [1, 1],
        [3, 2],
      ]),
    );
    expect(copied && copied.uidMap).toEqual(new Map([[2, 3]]));
    expect(appended && appended.uid).toBe(4);
    expect(box.list('INBOX').map((message) => message.uid)).toEqual([2]);
    expect(box.list('Archive').at(-1)).toMatchObject({
      flags: ['\\Seen', 'Important'],
      internalDate: Date.parse('2020-02-29T12:00:00Z'),
    });
  });

  it("keeps an e-mail's id through a move", async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliver('INBOX', mail('a'));
    const before = box.list('INBOX')[0]?.emailId;
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    await client.messageMove('1', 'Trash', { uid: true });
    await client.mailboxOpen('Trash');
    expect(await client.fetchOne('1', { threadId: true })).toMatchObject({ emailId: before });
  });

  it('searches by text, flag, date and UID', async () => {
    await using server = await startServer();
    const box = server.mailbox(ANN);
    await box.deliver('INBOX', mail('=?utf-8?Q?Gr=C3=BC=C3=9Fe?='), { internalDate: new Date('2020-01-01T10:00:00Z') });
    await box.deliver('INBOX', mail('other'), { flags: ['\\Seen'], internalDate: new Date('2021-01-01T10:00:00Z') });
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    expect(
      await client.search({ subject: 'GR\u00dcSSE'.toLowerCase().replace('ss', '\u00df') }, { uid: true }),
    ).toEqual([1]);
    expect(await client.search({ seen: false }, { uid: true })).toEqual([1]);
    expect(await client.search({ since: new Date('2020-06-01') }, { uid: true })).toEqual([2]);
    expect(await client.search({ uid: '2:9', not: { body: 'nowhere' } }, { uid: true })).toEqual([2]);
  });

  it('makes, renames and removes folders with names of any script', async () => {
    await using server = await startServer();
    await using client = await connected(server);
    await client.mailboxCreate('\u53d7\u6ce8 & more');
    await client.mailboxRename('\u53d7\u6ce8 & more', 'Kunden/M\u00fcller');
    const paths = async (): Promise<readonly string[]> => (await client.list()).map((folder) => folder.path);
    expect(await paths()).toContain('Kunden/M\u00fcller');
    await client.mailboxDelete('Kunden/M\u00fcller');
    expect(await paths()).not.toContain('Kunden/M\u00fcller');
  });

  it('goes over from clear text to TLS before it logs in', async () => {
    await using server = await startServer({ tls: 'starttls' });
    const commands: [string, boolean][] = [];
    server.on('command', (command) => commands.push([command.command, command.secure]));
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    expect(commands.find(([name]) => name === 'STARTTLS')).toEqual(['STARTTLS', false]);
    expect(commands.filter(([name, secure]) => !secure && name.startsWith('AUTH'))).toEqual([]);
    expect(client.mailbox).toMatchObject({ path: 'INBOX' });
  });

  it('is refused with a wrong password, and told so', async () => {
    await using server = await startServer();
    const client = imapClient(server, { auth: { user: ANN, pass: 'wrong' } });
    await expect(client.connect()).rejects.toMatchObject({
      authenticationFailed: true,
      serverResponseCode: 'AUTHENTICATIONFAILED',
    });
  });

  it('logs in with LOGIN where AUTH=PLAIN is switched off', async () => {
    await using server = await startServer({ capabilities: { 'AUTH=PLAIN': false } });
    const commands: string[] = [];
    server.on('command', ({ command }) => commands.push(command));
    await using client = await connected(server);
    await client.noop();
    expect(commands).toContain('LOGIN');
  });
});
