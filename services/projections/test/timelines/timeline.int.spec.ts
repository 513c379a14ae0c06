import { MailFacts, Timeline } from '@mailfold/contracts/http';
import { contact, deal, linked, organisation } from '../threads/link-events.ts';
import { type MailboxEvents, minute, person } from '../threads/mailbox-events.ts';
import { type Company, MailApi } from '../threads/mail-api.ts';

const MEETING = deal('meeting');
const EVE = contact('eve');

describe('timelines (VIEW-2)', () => {
  let mail: MailApi;
  let ours: Company;
  let ann: MailboxEvents;
  let bob: MailboxEvents;
  beforeAll(async () => {
    mail = await MailApi.open();
  });
  afterAll(() => mail[Symbol.asyncDispose]());
  beforeEach(async () => {
    ours = await mail.company();
    const { directory } = ours;
    [ann, bob] = [ours.mailbox('ann'), ours.mailbox('bob')];
    await mail.tell(ann.opened(), bob.opened(), ...['ann', 'bob', 'cid'].map((name) => directory.user(name)));
    await mail.tell(directory.record(MEETING), directory.record(EVE), directory.record(organisation('acme')));
  });

  const who = (user: string) => ({ tenantId: ours.tenantId, user });
  const timeline = (user: string, query = '', path = 'deals/meeting') =>
    mail.api.get(Timeline, `/v1/${path}/timeline?${query}`, who(user));
  const subjects = async (user: string, query = '', path = 'deals/meeting') =>
    (await timeline(user, query, path)).items.map(({ subject }) => subject);
  const facts = async (user: string, path = 'contacts/eve') => {
    const { record: _, ...rest } = await mail.api.get(MailFacts, `/v1/${path}/mail-facts`, who(user));
    return rest;
  };
  /** The same mail in a mailbox, shared and in the deal. */
  const copy = (box: MailboxEvents, change: object = {}) => [
    ...box.mail('copy', 'copy', {
      internetMessageId: 'copy@example.com',
      sentAt: minute(0),
      to: [person('ann'), person('bob')],
      textDigest: 'same',
      ...change,
    }),
    linked(box, 'copy', MEETING),
    box.shared('copy'),
  ];

  it('shows the mail of all linked threads in time order, both ways, in pages', async () => {
    for (const [n, name] of ['m1', 'm2', 'm3'].entries()) {
      const box = n % 2 === 0 ? ann : bob;
      await mail.tell(box.mail(name, name, { receivedAt: minute(n) }), linked(box, name, MEETING), box.shared(name));
    }
    expect(await subjects('cid')).toEqual(['m3', 'm2', 'm1']);
    expect(await subjects('cid', 'order=oldest')).toEqual(['m1', 'm2', 'm3']);
    const first = await timeline('cid', 'limit=2');
    await mail.tell(ann.mail('m1', 'm4', { receivedAt: minute(9) }));
    expect(await subjects('cid', `limit=2&cursor=${first.next}`)).toEqual(['m1']);
  });

  it('is that of deals, contacts and organisations alike', async () => {
    const acme = organisation('acme');
    await mail.tell(ann.mail('one'), linked(ann, 'one', EVE), linked(ann, 'one', acme), ann.shared('one'));
    expect(await subjects('cid', '', 'contacts/eve')).toEqual(['one']);
    expect(await subjects('cid', '', 'organisations/acme')).toEqual(['one']);
    expect(await subjects('cid')).toEqual([]);
  });

  it('shows to the owner what only they may see, and to others what they may (VIS-2)', async () => {
    await mail.tell(ann.mail('private'), linked(ann, 'private', MEETING));
    expect([await subjects('ann'), await subjects('cid')]).toEqual([['private'], []]);
  });

  it('is not found by those who may not see the record', async () => {
    await mail.tell(ours.directory.access(MEETING, ours.directory.only('ann')));
    expect(await mail.api.status('/v1/deals/meeting/timeline', who('cid'))).toBe(404);
    expect(await mail.api.status('/v1/deals/meeting/mail-facts', who('cid'))).toBe(404);
  });

  describe('a message that two accounts hold (VIS-5)', () => {
    const owners = async (user: string) =>
      (await timeline(user)).items.map(({ owner, mine, copies, differs }) => [owner.id, mine, copies, differs]);

    it('shows once: the own copy first, else the oldest that is shared', async () => {
      await mail.tell(copy(ann, { receivedAt: minute(2) }), copy(bob, { receivedAt: minute(1) }));
      expect(await owners('ann')).toEqual([['ann', true, 2, false]]);
      expect(await owners('bob')).toEqual([['bob', true, 2, false]]);
      expect(await owners('cid')).toEqual([['bob', false, 2, false]]);
    });

    it('shows the copy that is left when the other is made private, and does not tell of it', async () => {
      await mail.tell(copy(ann), copy(bob), bob.madePrivate('copy'));
      expect(await owners('cid')).toEqual([['ann', false, 1, false]]);
      expect(await owners('bob')).toEqual([['bob', true, 2, false]]);
      await mail.tell(ann.deleted('copy', 'copy'));
      expect([await owners('cid'), await owners('bob')]).toEqual([[], [['bob', true, 1, false]]]);
    });

    it('shows both copies, flagged, when their text differs', async () => {
      await mail.tell(copy(ann), copy(bob, { textDigest: 'other', receivedAt: minute(1) }));
      expect(await owners('cid')).toEqual([
        ['bob', false, 1, true],
        ['ann', false, 1, true],
      ]);
    });

    it.each([
      ['Message-ID', { internetMessageId: 'other@example.com' }],
      ['From', { from: [person('mallory')] }],
      ['Date', { sentAt: minute(7) }],
      ['To and Cc', { cc: [person('dan')] }],
    ])('is another message when its %s is another', async (_, change) => {
      await mail.tell(copy(ann), copy(bob, change));
      expect(await owners('cid')).toHaveLength(2);
    });

    it('names blind copies to nobody in a timeline', async () => {
      await mail.tell(copy(ann, { bcc: [person('spy')] }));
      expect(JSON.stringify(await timeline('ann'))).not.toContain('spy');
    });
  });

  describe('mail facts (VIEW-4)', () => {
    it('are when mail last went each way, as far as this viewer may see it', async () => {
      await mail.tell(
        ann.mail('one', 'one', { receivedAt: minute(1) }),
        ann.mail('one', 'answer', { receivedAt: minute(2), direction: 'sent' }),
        [linked(ann, 'one', EVE), ann.shared('one')],
        bob.mail('two', 'two', { receivedAt: minute(8) }),
        linked(bob, 'two', EVE),
      );
      expect(await facts('cid')).toEqual({ lastReceivedAt: minute(1), lastSentAt: minute(2) });
      expect(await facts('bob')).toEqual({ lastReceivedAt: minute(8), lastSentAt: minute(2) });
      expect(await facts('bob', 'deals/meeting')).toEqual({});
    });

    it("call a colleague's mail sent, also to one who got a copy", async () => {
      await mail.tell(copy(ann, { direction: 'sent' }), copy(bob, { receivedAt: minute(0) }));
      expect(await facts('bob', 'deals/meeting')).toEqual({ lastSentAt: minute(0) });
    });
  });
});
