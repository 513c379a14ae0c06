import { ThreadVisibility } from '@mailfold/contracts/http';
import { deal, linked } from '../threads/link-events.ts';
import type { MailboxEvents } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';

const MEETING = deal('meeting');

describe('GET /v1/threads/:id/visibility', () => {
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
    await mail.tell(
      ann.opened(),
      ['ann', 'bob', 'cid'].map((name) => directory.user(name)),
    );
    await mail.tell(directory.record(MEETING, directory.only('bob')), ann.mail('one'), linked(ann, 'one', MEETING));
  });

  const path = () => `/v1/threads/${ann.thread('one')}/visibility`;
  const ask = async () => {
    const { viewers, ...rest } = await mail.api.get(ThreadVisibility, path(), { tenantId: ours.tenantId, user: 'ann' });
    return { ...rest, viewers: viewers.map(({ user, because }) => `${user.name}: ${because}`) };
  };

  it('says that a thread starts private, and that its owner sees it', async () => {
    expect(await ask()).toMatchObject({
      threadId: ann.thread('one'),
      visibility: 'private',
      because: 'threads start private',
      viewers: ['ANN: owner'],
    });
  });

  it('names who may see every linked record once it is shared', async () => {
    await mail.tell(ann.shared('one'));
    expect(await ask()).toMatchObject({
      visibility: 'shared',
      because: 'by the owner',
      viewers: ['ANN: owner', 'BOB: may see every linked record'],
    });
  });

  it('says what else it was shared or made private by', async () => {
    await mail.tell(ann.sharedByDefault('one'));
    expect((await ask()).because).toBe("by the account's default");
    await mail.tell(ann.mail('two'), ann.merged('one', 'two'));
    expect(await ask()).toMatchObject({ because: 'a merge never widens', viewers: ['ANN: owner'] });
  });

  it('is not found by anybody but the owner', async () => {
    await mail.tell(ann.shared('one'));
    expect(await mail.api.status(path(), { tenantId: ours.tenantId, user: 'bob' })).toBe(404);
  });
});
