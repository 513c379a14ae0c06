import { once } from 'node:events';
import type { ImapFlow } from 'imapflow';
import type { ImapServer } from '../src/index.ts';
import { ANN, connected, mail, startServer } from './imap-client.ts';

/** Resolves when the server has read the client's IDLE. */
async function idling(server: ImapServer, client: ImapFlow): Promise<void> {
  const heard = once(server, 'command');
  void client.idle();
  await heard;
}

describe('news for a client that idles', () => {
  it('tells of new mail within milliseconds', async () => {
    await using server = await startServer();
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    await idling(server, client);
    const took: number[] = [];
    for (let count = 1; count <= 20; count += 1) {
      const started = performance.now();
      const [[told]] = await Promise.all([
        once(client, 'exists'),
        server.mailbox(ANN).deliver('INBOX', mail(`m${count}`)),
      ]);
      took.push(performance.now() - started);
      expect(told).toMatchObject({ path: 'INBOX', count });
    }
    expect(took.toSorted((a, b) => a - b)[10]).toBeLessThan(50);
  });

  it('tells of flags that another client set', async () => {
    await using server = await startServer();
    await server.mailbox(ANN).deliver('INBOX', mail('a'));
    await using watching = await connected(server);
    await watching.mailboxOpen('INBOX');
    await idling(server, watching);
    await using acting = await connected(server);
    await acting.mailboxOpen('INBOX');
    const [[told]] = await Promise.all([
      once(watching, 'flags'),
      acting.messageFlagsAdd('1', ['\\Seen'], { uid: true }),
    ]);
    expect(told).toMatchObject({ uid: 1, flags: new Set(['\\Seen']) });
  });

  it('tells of mail that another client moved away, by UID with QRESYNC', async () => {
    await using server = await startServer();
    await server.mailbox(ANN).deliverMany('INBOX', [{ raw: mail('a') }, { raw: mail('b') }]);
    await using watching = await connected(server);
    await watching.mailboxOpen('INBOX');
    await idling(server, watching);
    await using acting = await connected(server);
    await acting.mailboxOpen('INBOX');
    const [[told]] = await Promise.all([once(watching, 'expunge'), acting.messageMove('2', 'Trash', { uid: true })]);
    expect(told).toMatchObject({ uid: 2, vanished: true, earlier: false });
  });

  it('tells of expunged mail by sequence number without QRESYNC', async () => {
    await using server = await startServer({ capabilities: { QRESYNC: false } });
    await server.mailbox(ANN).deliverMany('INBOX', [{ raw: mail('a') }, { raw: mail('b') }]);
    await using watching = await connected(server);
    await watching.mailboxOpen('INBOX');
    await idling(server, watching);
    const [[told]] = await Promise.all([once(watching, 'expunge'), server.mailbox(ANN).expunge('INBOX', [1])]);
    expect(told).toMatchObject({ seq: 1, vanished: false });
  });

  it('says goodbye when the folder is deleted or its UIDVALIDITY changes', async () => {
    await using server = await startServer();
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    await idling(server, client);
    const closed = once(client, 'close');
    await server.mailbox(ANN).admin.setUidValidity('INBOX', 4_000_000_000, { renumber: true });
    await closed;
    expect(client.usable).toBe(false);
  });
});
