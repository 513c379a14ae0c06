import { MailboxCounts, ThreadPage } from '@mailfold/contracts/http';
import type { MailboxEvents } from '../threads/mailbox-events.ts';
import { minute, NO_FLAGS, person } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';

describe('the mailbox (VIEW-1)', () => {
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

  it('lists threads newest first', async () => {
    await mail.tell(
      ann.mail('one', 'one', { receivedAt: minute(1) }),
      ann.mail('two', 'two', { receivedAt: minute(2) }),
      ann.mail('one', 'reply', { receivedAt: minute(3) }),
    );
    expect(await subjects()).toEqual(['one', 'two']);
  });

  it('names a thread by its oldest mail, and tells its newest mail and sums', async () => {
    const file = { contentType: 'text/plain', size: 3, blob: 'file' };
    await mail.tell(
      ann.mail('late', 'late', { receivedAt: minute(5), flags: { ...NO_FLAGS, seen: true } }),
      ann.mail('late', 'early', { receivedAt: minute(1), attachments: [{ ...file, inline: false }] }),
    );
    expect(await summary()).toMatchObject({
      id: ann.thread('late'),
      accountId: ann.accountId,
      subject: 'early',
      newestAt: minute(5),
      messages: 2,
      unread: 1,
      hasAttachments: true,
      visibility: 'private',
      archived: false,
    });
  });

  it('does not call an inline image an attachment', async () => {
    const image = { contentType: 'image/png', size: 3, blob: 'image', inline: true };
    await mail.tell(ann.mail('one', 'one', { attachments: [image] }));
    expect(await summary()).toMatchObject({ hasAttachments: false });
  });

  it('names everyone but the owner, by any of their addresses, the newest sender first', async () => {
    const bob = ours.mailbox('bob');
    await mail.tell(
      bob.opened(['b.alias@example.com']),
      bob.mail('one', 'one', {
        receivedAt: minute(1),
        from: [person('eve')],
        to: [person('bob')],
        cc: [person('dan')],
      }),
      bob.mail('one', 'two', {
        receivedAt: minute(2),
        direction: 'sent',
        from: [person('b.alias')],
        to: [person('eve'), person('fay')],
        bcc: [person('spy')],
      }),
      bob.mail('one', 'three', { receivedAt: minute(3), from: [person('dan')], to: [person('Bob')] }),
    );
    const { items } = await page('', 'bob');
    expect(items[0]?.participants.map(({ name }) => name)).toEqual(['dan', 'eve', 'fay']);
  });

  it('names ten people at most', async () => {
    const many = Array.from({ length: 30 }, (_, n) => person(`p${n}`));
    await mail.tell(ann.mail('one', 'one', { cc: many }));
    expect((await summary())?.participants).toHaveLength(10);
  });

  it('shows what was sent in sent, and in the inbox only what lies there', async () => {
    const sent = { direction: 'sent' as const, receivedAt: minute(2) };
    await mail.tell(ann.mail('in'), ann.mail('out', 'out', sent, 'Sent'));
    expect(await subjects()).toEqual(['in']);
    expect(await subjects('folder=sent')).toEqual(['out']);
    expect(await subjects('folder=all')).toEqual(['out', 'in']);
  });

  it('shows what is filed at the provider in archive, unless some of it lies in the inbox', async () => {
    await mail.tell(
      ann.mail('filed', 'filed', {}, 'Archive'),
      ann.mail('both', 'both', {}, 'Archive'),
      ann.mail('both', 'reply', { receivedAt: minute(2) }),
    );
    expect(await subjects('folder=archive')).toEqual(['filed']);
    expect(await subjects()).toEqual(['both']);
  });

  it('lists the threads of one folder, by its id', async () => {
    await mail.tell(ann.folder('Work'), ann.mail('one', 'one', {}, 'Work'), ann.mail('two'));
    expect(await subjects(`folder=${ann.folderId('Work')}`)).toEqual(['one']);
  });

  it('lists unread threads, and those of one account', async () => {
    const second = ours.mailbox('ann', 'ann at home');
    await mail.tell(
      second.opened(),
      second.mail('home', 'home', { receivedAt: minute(9) }),
      ann.mail('new', 'new', { receivedAt: minute(2) }),
      ann.mail('read', 'read', { flags: { ...NO_FLAGS, seen: true } }),
    );
    expect(await subjects()).toEqual(['home', 'new', 'read']);
    expect(await subjects('unread=true')).toEqual(['home', 'new']);
    expect(await subjects(`account=${ann.accountId}`)).toEqual(['new', 'read']);
  });

  it('shows each draft alone, to its owner, and in no thread', async () => {
    const draft = { direction: 'draft' as const, to: [person('eve')] };
    await mail.tell(ann.observed('draft one', draft), ann.observed('draft two', { ...draft, receivedAt: minute(1) }));
    const { items } = await page('folder=drafts');
    expect(items.map(({ subject, visibility }) => [subject, visibility])).toEqual([
      ['draft two', 'private'],
      ['draft one', 'private'],
    ]);
    expect(await subjects('folder=all')).toEqual([]);
  });

  it('counts threads and unread ones of each view and folder', async () => {
    await mail.tell(
      ann.mail('one'),
      ann.mail('one', 'reply'),
      ann.mail('two', 'two', { flags: { ...NO_FLAGS, seen: true } }),
      ann.mail('out', 'out', { direction: 'sent', flags: { ...NO_FLAGS, seen: true } }, 'Sent'),
      ann.mail('filed', 'filed', {}, 'Archive'),
      ann.observed('draft', { direction: 'draft' }),
    );
    const { folders, ...views } = await counts();
    expect(views).toEqual({
      inbox: { threads: 2, unread: 1 },
      sent: { threads: 1, unread: 0 },
      archive: { threads: 1, unread: 1 },
      drafts: { threads: 1, unread: 0 },
    });
    expect(folders.map(({ path, threads, unread }) => [path, threads, unread])).toEqual([
      ['Archive', 1, 1],
      ['INBOX', 2, 1],
      ['Sent', 1, 0],
    ]);
  });

  it('follows a folder to its new name, and forgets it when it is gone', async () => {
    await mail.tell(ann.folder('Work'), ann.renamed('Work', 'Old work'), ann.gone('Sent'));
    expect((await counts()).folders.map(({ path }) => path)).toEqual(['Archive', 'INBOX', 'Old work']);
  });

  it('takes a folder for what it is now, also for mail that lay in it before', async () => {
    await mail.tell(ann.folder('Old'), ann.mail('one', 'one', {}, 'Old'));
    await mail.tell(ann.gone('Old'), ann.folder('Old', 'archive'));
    expect(await subjects('folder=archive')).toEqual(['one']);
  });

  describe('paging', () => {
    const read = async (cursor?: string) => page(`limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`);

    it('goes on after the last thread that was read while mail arrives', async () => {
      await mail.tell(...[1, 2, 3, 4, 5].map((n) => ann.mail(`m${n}`, `m${n}`, { receivedAt: minute(n) })));
      const first = await read();
      await mail.tell(
        ann.mail('new', 'new', { receivedAt: minute(9) }),
        ann.mail('m5', 'again', { receivedAt: minute(8) }),
      );
      const second = await read(first.next);
      const third = await read(second.next);
      expect([first, second, third].map(({ items }) => items.map(({ subject }) => subject))).toEqual([
        ['m5', 'm4'],
        ['m3', 'm2'],
        ['m1'],
      ]);
      expect(third.next).toBeUndefined();
    });

    it('tells threads of one moment apart', async () => {
      await mail.tell(...['a', 'b', 'c', 'd', 'e'].map((name) => ann.mail(name)));
      const found: string[] = [];
      for (let next: string | undefined, more = true; more; more = next !== undefined) {
        const some = await read(next);
        found.push(...some.items.map(({ subject }) => subject));
        next = some.next;
      }
      expect(found.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    });
  });

  it('takes texts that PostgreSQL would stumble over', async () => {
    const odd = 'nul \u0000 lone \ud800 "quoted" \\u0000';
    const file = { contentType: 'text/plain', size: 3, blob: 'file', inline: false, filename: odd };
    const strange = { name: odd, address: 'odd@example.com' };
    await mail.tell(
      ann.folder('x\u0000y'),
      ann.mail('one', 'one', {
        subject: odd,
        internetMessageId: odd,
        from: [strange],
        to: [strange],
        attachments: [file],
      }),
    );
    expect(await summary()).toMatchObject({ subject: 'nul  lone \ufffd "quoted" \\u0000', hasAttachments: true });
    await mail.api.views.expectNothingParked();
  });
});
