import {
  BlockListChanged,
  MessageMoved,
  MessageObserved,
  MessageSkipped,
  ScreeningChanged,
  SkipsLifted,
} from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { EventBuilder } from '@mailfold/testing';
import { decideBlockList, evolveBlockList, type BlockListsState } from '../src/domain/block-lists/block-lists.ts';
import { decideAccount } from '../src/domain/account/decide.ts';
import { evolveAccount } from '../src/domain/account/evolve.ts';
import type { AccountState } from '../src/domain/account/state.ts';
import { isBlocked, isForContacts } from '../src/domain/screening.ts';
import { INBOX, mail, mailbox, OWN } from './seeing.ts';
import { emptyHeaderFields } from '@mailfold/mail';

const LIST = { addresses: ['news@shop.example'], domains: ['spam.example'] };
const none = { addresses: [], domains: [] };
const to = (...addresses: string[]) => addresses.map((address) => ({ address }));

describe('SCO-4 a message is screened', () => {
  const rules = { own: [OWN], blocked: { user: LIST } };
  const headers = { ...emptyHeaderFields, from: to('news@shop.example'), to: to(OWN) };
  it.each([
    ['when all but the owner are blocked by address', {}, true],
    ['when they are blocked by domain', { from: to('a@spam.example') }, true],
    ['when they are blocked by a domain above theirs', { from: to('a@mail.spam.example') }, true],
    ['not by a domain that only ends alike', { from: to('a@notspam.example') }, false],
    ['not by another address of the same domain', { from: to('ann@shop.example') }, false],
    ['not when one of them is not blocked', { cc: to('ann@a.example') }, false],
    ['not when a blind copy went to somebody who is not', { bcc: to('ann@a.example') }, false],
    ['when the owner wrote to blocked people alone', { from: to(OWN), to: to('news@shop.example') }, true],
    ['not when there is nobody beside the owner', { from: to(OWN), to: to(OWN) }, false],
  ])('%s', (_when, change, expected) => {
    expect(isBlocked(rules, { ...headers, ...change })).toBe(expected);
  });

  it('by the tenant’s list and the owner’s together', () => {
    const both = { own: [OWN], blocked: { user: LIST, tenant: { ...none, addresses: ['x@x.example'] } } };
    expect(isBlocked(both, { ...headers, cc: to('x@x.example') })).toBe(true);
  });
});

describe('SCO-4 the lists of an account', () => {
  const blocking = (from: string) => {
    const box = mailbox();
    const { accountId } = box.events;
    const changed = box.events.stored(ScreeningChanged, { accountId, list: 'user', version: 1, ...LIST });
    const seen = (uid: number) => mail({ uid, text: 'a', messageId: 'a@x', from });
    return { ...box, changed, seen };
  };

  it('hold for mail that comes later: it is in the ledger as blocked', () => {
    const { given, connected, changed, folders, messages, seen } = blocking('news@shop.example');
    const world = given().after(connected, changed);
    world.when(folders(INBOX));
    world
      .when(messages('INBOX', [seen(1)]))
      .thenFacts({ type: MessageSkipped.type, data: expect.objectContaining({ rule: 'blocked', uids: [[1, 1]] }) });
  });

  it('leave what is here: it may lie in one more place', () => {
    const { given, connected, changed, folders, messages, seen } = blocking('news@shop.example');
    const world = given().after(connected);
    world.when(folders(INBOX));
    world.when(messages('INBOX', [seen(1)])).thenFacts({ type: MessageObserved.type, data: expect.anything() });
    world.when(changed).thenNothing();
    world.when(messages('INBOX', [seen(2)])).thenFacts({ type: MessageMoved.type, data: expect.anything() });
  });

  it('that were lifted while mail was read leave it open, to be asked for again', () => {
    const { given, connected, folders, messages, seen } = blocking('news@shop.example');
    const { raw: _, ...unstored } = seen(1);
    const world = given().after(connected);
    world.when(folders(INBOX));
    world.when(messages('INBOX', [unstored])).thenNothing();
  });

  it('outlive a new connection of the same address (CON-5)', () => {
    const { given, connected, changed, folders, messages, seen } = blocking('news@shop.example');
    const world = given().after(connected, changed, { ...connected, position: 99 });
    world.when(folders(INBOX));
    world
      .when(messages('INBOX', [seen(1)]))
      .thenFacts({ type: MessageSkipped.type, data: expect.objectContaining({ rule: 'blocked' }) });
  });
});

describe('SCO-4 block lists of a tenant', () => {
  const tenantId = uuid5(NAMESPACES.tenant, 'kumoi');
  const state = (): BlockListsState => ({ tenantId, lists: new Map(), version: 0, changed: new Set() });

  it('replace each other whole, and say nothing when nothing changed', () => {
    const lists = state();
    const [told] = decideBlockList(lists, LIST);
    expect(told).toMatchObject({ type: BlockListChanged.type, data: LIST });
    evolveBlockList(lists, told ?? { type: '', data: {} });
    expect(decideBlockList(lists, LIST)).toEqual([]);
    expect(decideBlockList(lists, { ...LIST, userId: uuid5(NAMESPACES.user, 'me') })).toHaveLength(1);
  });

  it('reach an account newest last, however they are told', () => {
    const builder = new EventBuilder();
    const { accountId } = builder;
    const account: AccountState = { accountId, tenantId, account: undefined, changed: false };
    evolveAccount(account, mailbox().connected);
    const screen = (version: number) =>
      decideAccount(account, { kind: 'screen', list: 'tenant', version, blocked: LIST });
    for (const told of screen(2).facts) evolveAccount(account, { ...told, meta: { occurredAt: '' } });
    expect(screen(1).outcome).toBe('unchanged');
    expect(screen(2).outcome).toBe('unchanged');
    expect(screen(3).facts).toMatchObject([{ type: ScreeningChanged.type, data: { list: 'tenant', version: 3 } }]);
  });
});

describe('CON-5 the same address', () => {
  it('resumes with the scope and the start that it had: those change by their own command (SCO-2)', () => {
    const { connected } = mailbox({ start: { kind: 'since', since: '2026-10-01T00:00:00.000Z' } });
    const { accountId } = connected.data;
    const account: AccountState = { accountId, tenantId: '', account: undefined, changed: false };
    evolveAccount(account, connected);
    for (const told of decideAccount(account, { kind: 'disconnect' }).facts)
      evolveAccount(account, { ...told, meta: { occurredAt: '' } });
    const again = { ...connected.data, hashKey: 'another', start: { kind: 'since' as const } };
    const { facts, outcome } = decideAccount(account, { kind: 'connect', account: again });
    expect(outcome).toBe('resumed');
    expect(facts).toMatchObject([{ data: { hashKey: connected.data.hashKey, start: connected.data.start } }]);
  });
});

describe('SCO-6 mail of contacts alone', () => {
  const ANN = 'ann@a.example';
  const contactsOnly = (on: boolean, box: ReturnType<typeof mailbox>, version: number) =>
    box.events.stored(ScreeningChanged, {
      accountId: box.events.accountId,
      list: 'tenant',
      version,
      ...none,
      ...(on ? { contactsOnly: true } : {}),
    });
  const rules = { own: [OWN], blocked: { tenant: { ...none, contactsOnly: true } } };

  it('is asked for by the tenant’s list, not by a user’s', () => {
    expect(isForContacts(rules)).toBe(true);
    expect(isForContacts({ blocked: { user: { ...none, contactsOnly: true } } })).toBe(false);
    expect(isForContacts({})).toBe(false);
  });

  it('keeps a stranger’s mail out, and takes it when the stranger is a contact', () => {
    const box = mailbox();
    const { state, given } = box.knowing();
    const world = given().after(box.connected, contactsOnly(true, box, 1));
    world.when(box.folders(INBOX));
    const seen = mail({ uid: 1, text: 'a', messageId: 'a@x', from: ANN });
    const { raw: _, ...unstored } = seen;
    world
      .when(box.messages('INBOX', [unstored]))
      .thenFacts({ type: MessageSkipped.type, data: expect.objectContaining({ rule: 'no-contact' }) });
    state.contacts.add(ANN);
    world.when(box.messages('INBOX', [unstored])).thenNothing();
    world.when(box.messages('INBOX', [seen])).thenFacts({ type: MessageObserved.type, data: expect.anything() });
  });

  it('reads what was kept out as history once everybody’s mail is stored again', () => {
    const box = mailbox();
    const world = box.given().after(box.connected, contactsOnly(true, box, 1));
    world.when(box.folders(INBOX));
    world.when(box.messages('INBOX', [mail({ uid: 1, text: 'a', messageId: 'a@x', from: ANN })]));
    world
      .when(contactsOnly(false, box, 2))
      .thenFacts({ type: SkipsLifted.type, data: expect.objectContaining({ rules: ['no-contact'] }) });
  });
});
