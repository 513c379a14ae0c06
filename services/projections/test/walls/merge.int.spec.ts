import { Thread, Timeline } from '@mailfold/contracts/http';
import { contact, deal, linked } from '../threads/link-events.ts';
import { minute, type MailboxEvents } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';

const MEETING = deal('meeting');

describe('a merge never widens (THR-5)', () => {
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
    await mail.tell(ann.opened(), ours.directory.user('bob'), ours.directory.record(MEETING));
    await mail.tell(ann.mail('one'), linked(ann, 'one', MEETING), ann.mail('two', 'two', { receivedAt: minute(5) }));
  });

  const who = (user: string) => ({ tenantId: ours.tenantId, user });
  const bobSees = (thread: string) => mail.api.status(`/v1/threads/${ann.thread(thread)}`, who('bob'));
  const timeline = async () =>
    (await mail.api.get(Timeline, '/v1/deals/meeting/timeline', who('bob'))).items.map(({ subject }) => subject);
  const whole = (thread = 'one') => mail.api.get(Thread, `/v1/threads/${ann.thread(thread)}`, who('ann'));

  it('is private from the merge on when one part was', async () => {
    await mail.tell(ann.shared('one'));
    expect(await bobSees('one')).toBe(200);
    await mail.tell(ann.merged('one', 'two'));
    expect([await bobSees('one'), await bobSees('two'), await timeline()]).toEqual([404, 404, []]);
    expect((await whole()).visibility).toBe('private');
  });

  it('is private when the part that goes on was, and the absorbed one was shared', async () => {
    await mail.tell(linked(ann, 'two', MEETING), ann.shared('two'), ann.merged('one', 'two'));
    expect([await bobSees('one'), await timeline()]).toEqual([404, []]);
  });

  it('stays shared when all parts were', async () => {
    await mail.tell(ann.shared('one'), ann.shared('two'), ann.merged('one', 'two'));
    expect([await bobSees('one'), await bobSees('two')]).toEqual([200, 200]);
    expect(await timeline()).toEqual(['two', 'one']);
  });

  it('has the links of all parts from the merge on: a secret one hides the whole', async () => {
    const secret = contact('secret');
    await mail.tell(ours.directory.record(secret, ours.directory.only('ann')), linked(ann, 'two', secret));
    await mail.tell(ann.shared('one'), ann.shared('two'), ann.merged('one', 'two'));
    expect([await bobSees('one'), await timeline()]).toEqual([404, []]);
  });

  it('is not opened by a part that was shared without knowing of the merge', async () => {
    const before = await mail.api.views.events.head();
    await mail.tell(ann.madePrivate('one', before), ann.merged('one', 'two'));
    await mail.tell(linked(ann, 'two', MEETING), ann.sharedByDefault('two', before));
    expect(await bobSees('two')).toBe(404);
    expect((await whole()).visibility).toBe('private');
  });

  it('is not opened by what was decided of the thread that goes on, before it absorbed another', async () => {
    const before = await mail.api.views.events.head();
    await mail.tell(ann.merged('one', 'two'), ann.sharedByDefault('one', before));
    expect(await bobSees('one')).toBe(404);
  });

  it('is shared once all its parts are, however late that is said', async () => {
    const before = await mail.api.views.events.head();
    await mail.tell(ann.merged('one', 'two'), ann.sharedByDefault('one', before), ann.sharedByDefault('two', before));
    expect(await bobSees('one')).toBe(200);
  });

  it('is shared by an owner who knew the whole', async () => {
    await mail.tell(ann.merged('one', 'two'), ann.shared('one'));
    expect(await bobSees('one')).toBe(200);
    await mail.tell(ann.madePrivate('one'));
    expect(await bobSees('one')).toBe(404);
  });

  it('keeps the ids of absorbed threads resolving, through merge after merge', async () => {
    await mail.tell(ann.merged('one', 'two'));
    await mail.tell(ann.mail('zero'), ann.merged('zero', 'one'));
    await mail.tell(ann.mail('two', 'late', { receivedAt: minute(9) }));
    expect(await whole('two')).toMatchObject({ id: ann.thread('zero'), messages: 4, newestAt: minute(9) });
  });

  it('is archived only if all parts were', async () => {
    await mail.tell(ann.archived('one'), ann.merged('one', 'two'));
    expect((await whole()).archived).toBe(false);
    await mail.tell(ann.mail('three'), ann.mail('four'), ann.archived('three'), ann.archived('four'));
    await mail.tell(ann.merged('three', 'four'));
    expect((await whole('three')).archived).toBe(true);
  });

  it('does not bring back deleted parts', async () => {
    await mail.tell(ann.deleted('two', 'two'), ann.merged('one', 'two'));
    expect(await whole()).toMatchObject({ messages: 1, items: [{ subject: 'one' }] });
  });
});
