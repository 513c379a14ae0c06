import { MailboxCounts, ThreadPage } from '@mailfold/contracts/http';
import type { MailboxEvents } from '../threads/mailbox-events.ts';
import { minute } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';

describe('what is done to a thread', () => {
  let mail: MailApi;
  let ours: Company;
  let ann: MailboxEvents;
  beforeAll(async () => {
    mail = await MailApi.open();
  });
  beforeEach(async () => {
    ours = await mail.company();
    ann = ours.mailbox('ann');
    await mail.tell(ann.opened());
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  const page = (query = '', user = 'ann') =>
    mail.api.get(ThreadPage, `/v1/mailbox/threads?${query}`, { tenantId: ours.tenantId, user });
  const subjects = async (query = '', user = 'ann'): Promise<string[]> =>
    (await page(query, user)).items.map((one) => one.subject);
  const counts = (query = '') =>
    mail.api.get(MailboxCounts, `/v1/mailbox/counts?${query}`, { tenantId: ours.tenantId, user: 'ann' });
  const summary = async (query = '') => (await page(query)).items[0];

  it('archive takes it out of the inbox, unarchive brings it back (WBK-2)', async () => {
    await mail.tell(ann.mail('one'), ann.archived('one'));
    expect([await subjects(), await subjects('folder=archive')]).toEqual([[], ['one']]);
    await mail.tell(ann.unarchived('one'));
    expect([await subjects(), await subjects('folder=archive')]).toEqual([['one'], []]);
  });

  it('delete takes it out of every list and count (WBK-2)', async () => {
    await mail.tell(ann.mail('one'), ann.mail('one', 'reply'), ann.deleted('one', 'one', 'reply'));
    expect([await subjects('folder=all'), await subjects(`folder=${ann.folderId('INBOX')}`)]).toEqual([[], []]);
    expect((await counts()).inbox).toEqual({ threads: 0, unread: 0 });
  });

  it('mail that comes after a delete shows alone in the same thread, private (WBK-2)', async () => {
    await mail.tell(ann.mail('one'), ann.shared('one'), ann.deleted('one', 'one'));
    await mail.tell(ann.mail('one', 'later', { receivedAt: minute(4) }));
    expect(await summary()).toMatchObject({
      id: ann.thread('one'),
      subject: 'later',
      messages: 1,
      newestAt: minute(4),
      visibility: 'private',
    });
  });

  it('read and unread change the messages that they name (WBK-2)', async () => {
    await mail.tell(ann.mail('one'), ann.mail('one', 'two'), ann.read('one', 'one', 'two'));
    expect(await summary()).toMatchObject({ unread: 0 });
    await mail.tell(ann.unread('one', 'two'));
    expect(await summary()).toMatchObject({ unread: 1 });
  });

  it('flags and places at the provider are followed', async () => {
    await mail.tell(ann.mail('one'), ann.flags('one', { seen: true }), ann.moved('one', 'Archive'));
    expect((await page('folder=archive')).items).toMatchObject([{ subject: 'one', unread: 0 }]);
    expect(await subjects()).toEqual([]);
  });

  it('a mail that lies nowhere any more stays in all mail only (ING-7)', async () => {
    await mail.tell(ann.mail('one'), ann.moved('one'));
    expect([await subjects(), await subjects('folder=all')]).toEqual([[], ['one']]);
  });

  it('withdrawn mail shows nowhere, and what is left of the thread does', async () => {
    await mail.tell(
      ann.mail('one', 'one', { receivedAt: minute(1) }),
      ann.mail('one', 'mid', { receivedAt: minute(2) }),
      ann.mail('one', 'last', { receivedAt: minute(3) }),
      ann.withdrawn('one'),
      ann.withdrawn('last'),
    );
    expect(await summary()).toMatchObject({ subject: 'mid', messages: 1, newestAt: minute(2) });
    await mail.tell(ann.withdrawn('mid'));
    expect(await subjects('folder=all')).toEqual([]);
  });

  it('withdrawn mail that is restored shows again where it was, and is no newer for it', async () => {
    await mail.tell(
      ann.mail('one', 'one', { receivedAt: minute(1) }),
      ann.mail('one', 'last', { receivedAt: minute(3) }),
      ann.withdrawn('one'),
      ann.withdrawn('last'),
      ann.restored('last'),
    );
    expect(await summary()).toMatchObject({ subject: 'last', messages: 1, newestAt: minute(3) });
    await mail.tell(ann.restored('one'));
    expect(await summary()).toMatchObject({ messages: 2, newestAt: minute(3) });
  });

  it('mail that its owner deleted is not brought back by the provider (WBK-2)', async () => {
    await mail.tell(ann.mail('one'), ann.deleted('one', 'one'), ann.withdrawn('one'), ann.restored('one'));
    expect(await subjects('folder=all')).toEqual([]);
  });

  it('suggested deals are counted, until the suggestion is withdrawn', async () => {
    await mail.tell(ann.mail('one'), ann.suggested('one', 'd1', 'd2'));
    expect(await summary()).toMatchObject({ suggestedDeals: 2 });
    await mail.tell(ann.suggested('one'));
    expect(await summary()).toMatchObject({ suggestedDeals: 0 });
  });
});
