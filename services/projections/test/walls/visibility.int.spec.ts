import { Message, Thread, ThreadPage, Timeline } from '@mailfold/contracts/http';
import { contact, deal, linked, organisation, unlinked } from '../threads/link-events.ts';
import { BY_RULE } from '../threads/link-events.ts';
import { minute, person, type MailboxEvents } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';

const MEETING = deal('meeting');

describe('who sees a thread', () => {
  let mail: MailApi;
  let ours: Company;
  let ann: MailboxEvents;
  beforeAll(async () => {
    mail = await MailApi.open();
  });
  afterAll(() => mail[Symbol.asyncDispose]());
  beforeEach(async () => {
    ours = await mail.company();
    ann = ours.mailbox('ann');
    const { directory } = ours;
    await mail.tell(ann.opened(), directory.user('ann'), directory.user('bob', 'sales'), directory.record(MEETING));
    const [blob = ''] = await mail.blobs.put(ann.accountId, [Buffer.from('x')]);
    const file = { contentType: 'text/plain', size: 1, inline: false, blob };
    await mail.tell(ann.mail('one', 'one', { attachments: [file] }));
  });

  const who = (user: string) => ({ tenantId: ours.tenantId, user });
  /** What bob finds of ann's thread on each surface. */
  const seen = async (message = 'one') => {
    const statuses = [
      await mail.api.status(`/v1/threads/${ann.thread('one')}`, who('bob')),
      await mail.api.status(`/v1/messages/${ann.message(message)}`, who('bob')),
      await mail.api.status(`/v1/messages/${ann.message(message)}/attachments/0`, who('bob')),
    ];
    const { items } = await mail.api.get(Timeline, `/v1/deals/meeting/timeline`, who('bob'));
    const found = items.some(({ messageId }) => messageId === ann.message(message));
    return [...new Set([...statuses, found ? 200 : 404])];
  };
  const SEEN = [200];
  const HIDDEN = [404];
  const share = () => mail.tell(linked(ann, 'one', MEETING), ann.shared('one'));

  it('the owner sees it, and nobody else while it is private (VIS-1)', async () => {
    await mail.tell(linked(ann, 'one', MEETING));
    expect(await seen()).toEqual(HIDDEN);
    expect(await mail.api.get(Thread, `/v1/threads/${ann.thread('one')}`, who('ann'))).toMatchObject({
      mine: true,
      owner: { id: 'ann', name: 'ANN' },
    });
  });

  it('a mailbox lists only what its owner owns, also of shared threads (VIS-1)', async () => {
    await share();
    expect((await mail.api.get(ThreadPage, '/v1/mailbox/threads?folder=all', who('bob'))).items).toEqual([]);
    const query = `folder=all&account=${ann.accountId}`;
    expect((await mail.api.get(ThreadPage, `/v1/mailbox/threads?${query}`, who('bob'))).items).toEqual([]);
  });

  it('a service key has no way in without a user (VIS-1)', async () => {
    expect(await mail.api.status(`/v1/threads/${ann.thread('one')}`, { tenantId: ours.tenantId })).toBe(403);
  });

  it('a colleague sees it if it is shared and linked to what they may see (VIS-2)', async () => {
    await share();
    expect(await seen()).toEqual(SEEN);
    expect(await mail.api.get(Thread, `/v1/threads/${ann.thread('one')}`, who('bob'))).toMatchObject({ mine: false });
  });

  it('a thread that is shared and linked to nothing shows to nobody (VIS-2)', async () => {
    await mail.tell(ann.shared('one'));
    expect(await seen()).toEqual(HIDDEN);
  });

  it('a link to an organisation alone is not enough (VIS-2)', async () => {
    await mail.tell(
      ours.directory.record(organisation('acme')),
      linked(ann, 'one', organisation('acme')),
      ann.shared('one'),
    );
    expect(await seen()).toEqual(HIDDEN);
  });

  it('one linked record that they may not see hides it, organisations included (VIS-2)', async () => {
    const secret = organisation('secret');
    await share();
    await mail.tell(ours.directory.record(secret, ours.directory.only('ann')), linked(ann, 'one', secret));
    expect(await seen()).toEqual(HIDDEN);
    await mail.tell(ours.directory.access(secret, ours.directory.only('ann', 'bob')));
    expect(await seen()).toEqual(SEEN);
  });

  it('a linked record that the directory does not have hides it (VIS-2)', async () => {
    await share();
    await mail.tell(linked(ann, 'one', contact('unknown')));
    expect(await seen()).toEqual(HIDDEN);
  });

  it('losing permission hides it at once, gaining it shows it (VIS-6, X20)', async () => {
    const { directory } = ours;
    await share();
    await mail.tell(directory.access(MEETING, { groups: ['sales'] }));
    expect(await seen()).toEqual(SEEN);
    await mail.tell(directory.user('bob', 'legal'));
    expect(await mail.api.status(`/v1/threads/${ann.thread('one')}`, who('bob'))).toBe(404);
    expect(await mail.api.status(`/v1/messages/${ann.message('one')}`, who('bob'))).toBe(404);
    expect(await mail.api.status('/v1/deals/meeting/timeline', who('bob'))).toBe(404);
    await mail.tell(directory.user('bob', 'sales'));
    expect(await seen()).toEqual(SEEN);
  });

  it('made private again it is gone from every surface (X20)', async () => {
    await share();
    await mail.tell(ann.madePrivate('one'));
    expect(await seen()).toEqual(HIDDEN);
  });

  it('archived it stays in timelines, deleted it is gone (WBK-2)', async () => {
    await share();
    await mail.tell(ann.archived('one'));
    expect(await seen()).toEqual(SEEN);
    await mail.tell(ann.deleted('one', 'one'));
    expect(await seen()).toEqual(HIDDEN);
  });

  it('a link that a rule takes away hides it before visibility says so, one taken away by hand does not (VIS-6)', async () => {
    const both = [linked(ann, 'one', contact('eve')), ours.directory.record(contact('eve'))];
    await mail.tell(both);
    await share();
    await mail.tell(unlinked(ann, 'one', contact('eve')));
    expect(await seen()).toEqual(SEEN);
    await mail.tell(linked(ann, 'one', contact('eve')), unlinked(ann, 'one', contact('eve'), BY_RULE));
    expect(await seen()).toEqual(HIDDEN);
  });

  describe('a hidden message (VIS-3)', () => {
    beforeEach(async () => {
      await share();
      const more = { receivedAt: minute(3), from: [person('zoe')], subject: 'between us' };
      await mail.tell(ann.mail('one', 'two', more), ann.hidden('one', 'two'));
    });

    it('shows to the owner with its mark, and to nobody else', async () => {
      expect(await mail.api.status(`/v1/messages/${ann.message('two')}`, who('bob'))).toBe(404);
      const mine = await mail.api.get(Message, `/v1/messages/${ann.message('two')}`, who('ann'));
      expect(mine.hidden).toBe(true);
    });

    it('leaves no trace in what a colleague reads of the thread', async () => {
      const thread = await mail.api.get(Thread, `/v1/threads/${ann.thread('one')}`, who('bob'));
      expect(thread).toMatchObject({ messages: 1, newestAt: minute(0), items: [{ subject: 'one' }] });
      expect(JSON.stringify(thread)).not.toMatch(/zoe|between us/);
    });

    it('shows again when the owner says so', async () => {
      await mail.tell(ann.shown('one', 'two'));
      expect((await mail.api.get(Thread, `/v1/threads/${ann.thread('one')}`, who('bob'))).messages).toBe(2);
    });
  });

  it('a deal that the owner may not see any more is not named to them', async () => {
    await mail.tell(linked(ann, 'one', MEETING));
    const path = `/v1/threads/${ann.thread('one')}`;
    expect((await mail.api.get(Thread, path, who('ann'))).deal?.id).toBe('meeting');
    await mail.tell(ours.directory.access(MEETING, ours.directory.only('bob')));
    expect((await mail.api.get(Thread, path, who('ann'))).deal).toBeUndefined();
  });

  it('raw bytes are given to the owner of the copy alone (VIS-5)', async () => {
    await share();
    expect(await mail.api.status(`/v1/messages/${ann.message('one')}/raw`, who('bob'))).toBe(404);
  });
});
