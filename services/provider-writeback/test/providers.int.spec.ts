import { GMAIL_FOLDERS } from '@mailfold/imap-server';
import { ImapAccount } from './imap-account.ts';
import { mail } from './mailbox.ts';

describe('a provider', () => {
  it('without an archive but with a folder of all mail has archived mail there', async () => {
    const server = { capabilities: { 'X-GM-EXT-1': true }, folders: GMAIL_FOLDERS };
    await using account = await ImapAccount.open(['a', 'b'], { server });

    const [archived = ''] = await account.world.act('archive', 'a');
    await account.world.ended(archived);
    await account.sync();
    const [back] = await account.world.outcomes('unarchive', ['a']);

    // Leaving the folder of all mail is leaving every label: without COPY there is no way back into the inbox.
    expect(back?.provider).toBe('nothing-there');
    expect(await account.look()).toEqual({ INBOX: ['b*'], '[Gmail]/All Mail': ['a*', 'b*'] });
  });

  it('with a folder of all mail has deleted mail in the trash only', async () => {
    const server = { capabilities: { 'X-GM-EXT-1': true }, folders: GMAIL_FOLDERS };
    await using account = await ImapAccount.open(['a', 'b'], { server });

    const [deleted = ''] = await account.world.act('delete', 'a');

    expect(await account.world.ended(deleted)).toMatchObject({ state: 'acknowledged' });
    expect(await account.look()).toEqual({ INBOX: ['b*'], '[Gmail]/All Mail': ['b*'], '[Gmail]/Trash': ['a*'] });
  });

  it('that keeps all folders below INBOX gets its archive there', async () => {
    const folders = [{ path: 'INBOX' }, { path: 'INBOX.Sent', specialUse: '\\Sent' }];
    await using account = await ImapAccount.open(['a'], { server: { folders, delimiter: '.', prefix: 'INBOX.' } });

    const [action = ''] = await account.world.act('archive', 'a');
    await account.world.ended(action);

    expect(await account.look()).toEqual({ 'INBOX.Archive': ['a*'] });
  });

  it('with neither MOVE nor UIDPLUS keeps what others marked as deleted', async () => {
    await using account = await ImapAccount.open(['a', 'b'], {
      server: { capabilities: { MOVE: false, UIDPLUS: false } },
    });
    await account.mailbox.setFlags('INBOX', { uids: [2], operation: 'add', flags: ['\\Deleted'] });

    const [action = ''] = await account.world.act('archive', 'a');

    expect(await account.world.ended(action)).toMatchObject({ state: 'refused' });
    expect(await account.look()).toEqual({ INBOX: ['a*', 'b*'] });
  });

  it('that does not say where it moved mail to is looked at (E13)', async () => {
    await using account = await ImapAccount.open(['a', 'b'], {
      server: { capabilities: { UIDPLUS: false } },
    });
    account.plays([{ on: 'MOVE', times: 1, do: 'lose-answer' }]);

    const actions = await account.world.act('archive', 'a', 'b');
    const states = await Promise.all(actions.map(async (one) => (await account.world.ended(one)).state));

    expect(states).toEqual(['acknowledged', 'acknowledged']);
    expect(await account.look()).toEqual({ Archive: ['a*', 'b*'] });
  });

  it('has mail that lies in several folders deleted from all of them', async () => {
    await using account = await ImapAccount.open(['a']);
    await account.mailbox.copy('INBOX', [1], 'Archive');
    await account.sync();

    const [action = ''] = await account.world.act('delete', 'a');
    await account.world.ended(action);

    expect(await account.look()).toEqual({ Trash: ['a*', 'a*'] });
  });

  it('has mail that came meanwhile left alone', async () => {
    await using account = await ImapAccount.open(['a']);
    await account.mailbox.deliver('INBOX', mail('a', 'late'));

    const [action = ''] = await account.world.act('delete', 'a');
    await account.world.ended(action);

    expect(await account.look()).toEqual({ INBOX: ['late*'], Trash: ['a*'] });
  });
});
