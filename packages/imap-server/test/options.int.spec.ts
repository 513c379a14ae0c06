import { connect } from 'node:net';
import { once } from 'node:events';
import { ANN, connected, startServer } from './imap-client.ts';
import { WireClient } from './wire-client.ts';

describe('options of the server', () => {
  it('a prefix and a delimiter, as Courier has them', async () => {
    await using server = await startServer({
      prefix: 'INBOX.',
      delimiter: '.',
      folders: [{ path: 'INBOX' }, { path: 'INBOX.Sent', specialUse: '\\Sent' }],
    });
    await using client = await connected(server);
    await client.mailboxCreate('Deals');
    expect(client.namespace).toMatchObject({ prefix: 'INBOX.', delimiter: '.' });
    expect((await client.list()).map((folder) => folder.path)).toEqual(
      expect.arrayContaining(['INBOX', 'INBOX.Sent', 'INBOX.Deals']),
    );
  });

  it('names that only stand above folders are listed, and cannot be selected', async () => {
    await using server = await startServer({ capabilities: { 'X-GM-EXT-1': true } });
    await using client = await WireClient.to(server, ANN);
    expect(await client.command('LIST "" "%"')).toContain('* LIST (\\Noselect \\HasChildren) "/" "[Gmail]"\r\n');
    expect(await client.command('SELECT [Gmail]')).toContain('NO [NONEXISTENT]');
  });

  it.each([
    ['MOVE', 'UID MOVE 1 Archive'],
    ['UIDPLUS', 'UID EXPUNGE 1'],
    ['IDLE', 'IDLE'],
    ['NAMESPACE', 'NAMESPACE'],
    ['ID', 'ID NIL'],
    ['ENABLE', 'ENABLE CONDSTORE'],
    ['UNSELECT', 'UNSELECT'],
    ['CONDSTORE', 'SELECT INBOX (CONDSTORE)'],
    ['CONDSTORE', 'UID FETCH 1 (MODSEQ)'],
    ['LIST-EXTENDED', 'LIST "" "*" RETURN (SUBSCRIBED)'],
    ['LIST-STATUS', 'LIST "" "*" RETURN (STATUS (MESSAGES))'],
    ['ESEARCH', 'UID SEARCH RETURN (COUNT) ALL'],
    ['OBJECTID', 'STATUS INBOX (MAILBOXID)'],
    ['OBJECTID', 'UID FETCH 1 (EMAILID)'],
    ['X-GM-EXT-1', 'UID FETCH 1 (X-GM-LABELS)'],
  ] as const)('without %s, %s is BAD and it is not offered', async (capability, command) => {
    await using server = await startServer({ capabilities: { [capability]: false } });
    await using client = await WireClient.to(server, ANN);
    const offered = (await client.command('CAPABILITY')).split(/\s/);
    await client.command('SELECT INBOX');
    expect(await client.command(command)).toMatch(/^W4 BAD/m);
    expect(offered).not.toContain(capability);
  });

  it('both ports at once: one in clear that asks for STARTTLS, one with TLS', async () => {
    await using server = await startServer({ tls: 'both' });
    await using secure = await connected(server);
    const clear = connect(server.port, '127.0.0.1').setEncoding('latin1');
    const [greeting] = await once(clear, 'data');
    clear.destroy();
    expect([secure.secureConnection, String(greeting).includes('LOGINDISABLED')]).toEqual([true, true]);
    expect(server.port).not.toBe(server.tlsPort);
  });

  it('a port that is taken is told with what to do', async () => {
    await using server = await startServer();
    await expect(startServer({ port: server.port })).rejects.toMatchObject({ code: 'imap-server/cannot-listen' });
  });

  it('a user that is not there is told by code', async () => {
    await using server = await startServer();
    expect(() => server.mailbox('eve@example.com')).toThrow(
      expect.objectContaining({ code: 'imap-server/unknown-user' }),
    );
  });
});
