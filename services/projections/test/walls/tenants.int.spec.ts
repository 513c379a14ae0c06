import { SearchPage, ThreadPage } from '@mailfold/contracts/http';
import { contact, deal, linked, organisation } from '../threads/link-events.ts';
import type { MailboxEvents } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';
import type { Who } from '../api.ts';

const RECORDS = [contact('eve'), organisation('acme'), deal('meeting')];

describe('the wall between tenants (X19)', () => {
  let mail: MailApi;
  let ours: Company;
  let theirs: Company;
  let ann: MailboxEvents;
  beforeAll(async () => {
    mail = await MailApi.open();
    [ours, theirs] = [await mail.company('ours'), await mail.company('theirs')];
    ann = ours.mailbox('ann');
    const [bytes = ''] = await mail.blobs.put(ann.accountId, [Buffer.from('<p>secret words</p>')]);
    const file = { contentType: 'text/plain', size: 1, inline: false, blob: bytes };
    const body = { raw: bytes, text: bytes, html: bytes, attachments: [file] };
    await mail.tell(ann.opened(), ours.directory.user('ann'), theirs.directory.user('ann'));
    await mail.tell(RECORDS.map((one) => ours.directory.record(one)));
    await mail.tell(
      ann.mail('one', 'one', body),
      RECORDS.map((one) => linked(ann, 'one', one)),
      ann.shared('one'),
    );
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  /** Every route that names something, with ids of ours. */
  const paths = (): string[] => {
    const ids: Readonly<Record<string, string>> = {
      threads: ann.thread('one'),
      messages: ann.message('one'),
      accounts: ann.accountId,
      deals: 'meeting',
      contacts: 'eve',
      organisations: 'acme',
    };
    return mail.routes
      .filter(({ method, url }) => method === 'GET' && url.includes(':id'))
      .map(({ url }) => url.replace(':id', ids[url.split('/')[2] ?? ''] ?? '').replace(':n', '0'));
  };
  const statuses = async (who: Who): Promise<(readonly [string, number])[]> =>
    Promise.all(paths().map(async (path) => [path, await mail.api.status(path, who)] as const));
  const all = (status: number) => paths().map((path) => [path, status]);

  it('has a gate in every route: who is inside passes', async () => {
    expect(paths().length).toBeGreaterThan(11);
    expect(await statuses({ tenantId: ours.tenantId, user: 'ann' })).toEqual(all(200));
  });

  it('finds nothing of ours for a user of theirs, of the same name', async () => {
    expect(await statuses({ tenantId: theirs.tenantId, user: 'ann' })).toEqual(all(404));
  });

  it('finds nothing of ours for their key acting as our user', async () => {
    expect(await statuses({ tenantId: theirs.tenantId, user: ann.ownerId })).toEqual(all(404));
  });

  it('lists, counts and searches nothing of ours', async () => {
    for (const user of ['ann', ann.ownerId]) {
      const who = { tenantId: theirs.tenantId, user };
      const query = `folder=all&account=${ann.accountId}`;
      expect((await mail.api.get(ThreadPage, `/v1/mailbox/threads?${query}`, who)).items).toEqual([]);
      const counts = await mail.api.call(`/v1/mailbox/counts?account=${ann.accountId}`, who);
      expect(await counts.text()).not.toMatch(/[1-9]/);
      expect((await mail.api.get(SearchPage, '/v1/search?q=secret', who)).items).toEqual([]);
    }
  });

  it('lets a route be asked only with a key', async () => {
    expect(await statuses({ tenantId: 'nobody', user: 'ann' })).toEqual(all(401));
  });
});
