import type { ImapServerOptions } from '../src/index.ts';
import { ANN, connected, mail, rejection, startServer } from './imap-client.ts';

const gmail: Partial<ImapServerOptions> = { capabilities: { 'X-GM-EXT-1': true, OBJECTID: false, QRESYNC: false } };
const ALL = '[Gmail]/All Mail';

describe('with X-GM-EXT-1', () => {
  it('S10 shows one message in All Mail with a label for each other folder', async () => {
    await using server = await startServer(gmail);
    const box = server.mailbox(ANN);
    await box.admin.create('Deals');
    await box.deliver('INBOX', mail('a'));
    await box.copy('INBOX', [1], 'Deals');
    await using client = await connected(server);
    await client.mailboxOpen(ALL);
    const rows = await client.fetchAll('1:*', { labels: true, threadId: true });
    expect(rows.map((row) => row.labels)).toEqual([new Set(['\\Inbox', 'Deals'])]);
    expect(rows[0]?.emailId).toMatch(/^\d+$/);
  });

  it('S10 adds and removes labels; the message stays in All Mail', async () => {
    await using server = await startServer(gmail);
    const box = server.mailbox(ANN);
    await box.deliver('INBOX', mail('a'));
    await using client = await connected(server);
    await client.mailboxOpen(ALL);
    await client.messageFlagsAdd('1', ['Kunden/M\u00fcller'], { uid: true, useLabels: true });
    await client.messageFlagsRemove('1', ['\\Inbox'], { uid: true, useLabels: true });
    expect([ALL, 'INBOX', 'Kunden/M\u00fcller'].map((path) => box.list(path).length)).toEqual([1, 0, 1]);
  });

  it('archives by moving to All Mail without a second copy', async () => {
    await using server = await startServer(gmail);
    const box = server.mailbox(ANN);
    await box.deliver('INBOX', mail('a'));
    await using client = await connected(server);
    await client.mailboxOpen('INBOX');
    const moved = await client.messageMove('1', ALL, { uid: true });
    expect(moved && moved.uidMap).toEqual(new Map([[1, 1]]));
    expect([ALL, 'INBOX'].map((path) => box.list(path).length)).toEqual([1, 0]);
  });

  it('takes a message out of every label when it goes to the trash', async () => {
    await using server = await startServer(gmail);
    const box = server.mailbox(ANN);
    await box.deliver('INBOX', mail('a'));
    await box.move('INBOX', [1], '[Gmail]/Trash');
    expect([ALL, 'INBOX', '[Gmail]/Trash'].map((path) => box.list(path).length)).toEqual([0, 0, 1]);
    expect(box.read('[Gmail]/Trash', 1).equals(mail('a'))).toBe(true);
  });

  it('keeps flags alike in every label', async () => {
    await using server = await startServer(gmail);
    const box = server.mailbox(ANN);
    await box.deliver('INBOX', mail('a'));
    await box.setFlags('INBOX', { uids: [1], operation: 'add', flags: ['\\Seen'] });
    expect(box.list(ALL).map((message) => message.flags)).toEqual([['\\Seen']]);
  });
});

describe('AUTHENTICATE XOAUTH2, as Gmail does it', () => {
  const withTokens: Partial<ImapServerOptions> = {
    capabilities: { ...gmail.capabilities, 'AUTH=XOAUTH2': true },
    takesToken: (login, token) => login === ANN && token === 'good',
  };

  it.each([true, false])('lets in who has a token, with SASL-IR: %s', async (saslIr) => {
    await using server = await startServer({
      ...withTokens,
      capabilities: { ...withTokens.capabilities, 'SASL-IR': saslIr },
    });
    await using client = await connected(server, { auth: { user: ANN, accessToken: 'good' } });
    expect((await client.list()).length).toBeGreaterThan(0);
  });

  it('says why not in a challenge, and then refuses', async () => {
    await using server = await startServer(withTokens);
    const error = await rejection(connected(server, { auth: { user: ANN, accessToken: 'bad' } }));
    expect(error).toMatchObject({ authenticationFailed: true, oauthError: { status: '400', schemes: 'Bearer' } });
  });

  it('is not there unless it is switched on', async () => {
    await using server = await startServer(gmail);
    const error = await rejection(connected(server, { auth: { user: ANN, accessToken: 'good' } }));
    expect(String(error['message'])).toMatch(/authentication/i);
  });
});
