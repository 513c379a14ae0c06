import {
  ContactLinked,
  ContactUnlinked,
  DealLinked,
  DealSuggested,
  DealUnlinked,
  MessageRestored,
  MessageWithdrawn,
  OrganisationLinked,
  ThreadsMerged,
} from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { contactId, dealId, type Directory, organisationId, OWN, OWNER, threadId, viewOf, world } from './world.ts';
import { decide } from '../src/domain/links/decide.ts';
import { emptyLinks } from '../src/domain/links/state.ts';

const ANN = 'ann@a.example';
const BOB = 'bob@b.example';
const t = threadId('t');
const linkedContact = (name: string) => ({
  type: ContactLinked.type,
  data: expect.objectContaining({ threadId: t, contactId: contactId(name) }),
});
const linkedDeal = (name: string) => ({
  type: DealLinked.type,
  data: expect.objectContaining({ threadId: t, dealId: dealId(name) }),
});
const suggested = (...deals: readonly string[]) => ({
  type: DealSuggested.type,
  data: expect.objectContaining({ threadId: t, candidates: deals.map(dealId).toSorted() }),
});

/** A mail from Ann, beside a directory: what a salesperson expects to see. */
const cases: readonly {
  readonly says: string;
  readonly directory: Directory;
  readonly to?: readonly string[];
  readonly facts: readonly ReturnType<typeof linkedContact>[];
  readonly autoLink?: boolean;
}[] = [
  { says: 'LNK-1: nobody known is linked to nothing', directory: { contacts: {} }, facts: [] },
  {
    says: 'LNK-1: a participant who is a contact is linked',
    directory: { contacts: { ann: ANN } },
    facts: [linkedContact('ann')],
  },
  {
    says: 'LNK-1: and the organisation of the contact',
    directory: { contacts: { ann: ANN }, organisations: { ann: 'acme' } },
    facts: [
      linkedContact('ann'),
      { type: OrganisationLinked.type, data: expect.objectContaining({ organisationId: organisationId('acme') }) },
    ],
  },
  {
    says: 'LNK-1: own and company addresses are nobody',
    directory: { contacts: { me: OWN, ken: 'ken@kumoi.example' } },
    to: [OWN, 'ken@kumoi.example'],
    facts: [],
  },
  {
    says: 'LNK-2: exactly one open deal is linked',
    directory: { contacts: { ann: ANN }, deals: { x: ['ann'] } },
    facts: [linkedContact('ann'), linkedDeal('x')],
  },
  {
    says: 'LNK-2: of several nothing is linked and all are suggested',
    directory: { contacts: { ann: ANN }, deals: { x: ['ann'], y: ['ann'] } },
    facts: [linkedContact('ann'), suggested('x', 'y')],
  },
  {
    says: 'LNK-2: the union over all contacts counts',
    directory: { contacts: { ann: ANN, bob: BOB }, deals: { x: ['ann'], y: ['bob'] } },
    to: [OWN, BOB],
    facts: [linkedContact('ann'), linkedContact('bob'), suggested('x', 'y')],
  },
  {
    says: 'LNK-2: a closed deal is no candidate',
    directory: { contacts: { ann: ANN }, deals: { x: ['ann'], y: ['ann'] }, dealsAre: { x: { state: 'won' } } },
    facts: [linkedContact('ann'), linkedDeal('y')],
  },
  {
    says: 'LNK-2: a deal that the owner may not see is no candidate',
    directory: { contacts: { ann: ANN }, deals: { x: ['ann'] }, dealsAre: { x: { visibleTo: { users: [] } } } },
    facts: [linkedContact('ann')],
  },
  {
    says: 'LNK-2: a deal opened after the newest mail is only suggested',
    directory: {
      contacts: { ann: ANN },
      deals: { x: ['ann'] },
      dealsAre: { x: { openedAt: '2026-11-02T09:00:00.001Z' } },
    },
    facts: [linkedContact('ann'), suggested('x')],
  },
  {
    says: 'LNK-2: switched off, no deal is linked or suggested',
    directory: { contacts: { ann: ANN }, deals: { x: ['ann'] } },
    autoLink: false,
    facts: [linkedContact('ann')],
  },
];

describe('a mail arrives', () => {
  it.each(cases)('$says', ({ directory, to, facts, autoLink }) => {
    const { given, connected, thread } = world(directory, autoLink);
    const { before, attached } = thread('t', ANN, to);
    const then = given()
      .after(connected, ...before)
      .when(attached);
    expect(facts.length === 0 ? then.thenNothing() : then.thenFacts(...facts)).toBeDefined();
  });
});

describe('LNK-3 by hand', () => {
  const directory: Directory = { contacts: { ann: ANN }, deals: { x: ['ann'], y: ['ann'] } };
  const by = OWNER;

  it('the owner chooses among several, and a later mail does not override it', () => {
    const { mail, given, connected, thread } = world(directory);
    const { before, attached } = thread('t', ANN);
    const scene = given().after(connected, ...before, attached);
    scene
      .when(mail.command({ kind: 'link-deal' as const, threadId: t, dealId: dealId('y'), by }))
      .thenFacts({ type: DealLinked.type, data: { threadId: t, dealId: dealId('y'), why: { rule: 'by-hand', by } } });
    scene.when(attached).thenNothing();
  });

  it('an unlinked deal stays unlinked', () => {
    const { mail, given, connected, thread } = world({ contacts: { ann: ANN }, deals: { x: ['ann'] } });
    const { before, attached } = thread('t', ANN);
    const scene = given().after(connected, ...before, attached);
    scene
      .when(mail.command({ kind: 'unlink-deal' as const, threadId: t, by }))
      .thenFacts({ type: DealUnlinked.type, data: expect.objectContaining({ dealId: dealId('x') }) });
    scene.when(attached).thenNothing();
  });

  it('an unlinked contact stays unlinked', () => {
    const { mail, given, connected, thread } = world({ contacts: { ann: ANN } });
    const { before, attached } = thread('t', ANN);
    const scene = given().after(connected, ...before, attached);
    scene
      .when(mail.command({ kind: 'unlink-contact' as const, threadId: t, contactId: contactId('ann'), by }))
      .thenFacts({ type: ContactUnlinked.type, data: expect.objectContaining({ contactId: contactId('ann') }) });
    scene.when(attached).thenNothing();
  });

  it('a deal that is not there, or not to be seen, is not found', () => {
    const { outcome } = decide(
      { ...emptyLinks('a'), directory: viewOf(directory) },
      { kind: 'link-deal', threadId: t, dealId: dealId('z'), by },
    );
    expect(outcome).toBe('not-found');
  });
});

describe('a message that left and came back (ING-6)', () => {
  it('LNK-1: speaks for its participants again, once', () => {
    const { mail, given, connected, thread } = world({ contacts: { ann: ANN } });
    const one = thread('t', ANN);
    const messageId = uuid5(NAMESPACES.message, 't');
    const withdrawn = () => mail.stored(MessageWithdrawn, { messageId, reason: 'out-of-scope' });
    const restored = () => mail.stored(MessageRestored, { messageId, reason: 'in-scope' });
    const story = given().after(connected, ...one.before, one.attached);
    const unlinked = { type: ContactUnlinked.type, data: expect.objectContaining({ contactId: contactId('ann') }) };
    story.when(withdrawn()).thenFacts(unlinked);
    story.when(restored()).thenFacts(linkedContact('ann'));
    story.when(restored()).thenNothing();
    story.when(withdrawn()).thenFacts(unlinked);
  });
});

describe('threads that become one', () => {
  it('THR-5: have the links of both; two deals by rule are withdrawn and suggested (THR-6)', () => {
    const { mail, given, connected, thread } = world({
      contacts: { ann: ANN, bob: BOB },
      deals: { x: ['ann'], y: ['bob'] },
    });
    const one = thread('t', ANN);
    const other = thread('other', BOB);
    given()
      .after(connected, ...one.before, one.attached, ...other.before, other.attached)
      .when(
        mail.stored(ThreadsMerged, {
          survivor: t,
          absorbed: [threadId('other')],
          bridge: uuid5(NAMESPACES.message, 'b'),
          policy: 'p',
        }),
      )
      .thenFacts(
        { type: DealUnlinked.type, data: expect.objectContaining({ threadId: t }) },
        { type: DealUnlinked.type, data: expect.objectContaining({ threadId: t }) },
        suggested('x', 'y'),
      );
  });
});
