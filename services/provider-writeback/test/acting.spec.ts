import {
  AccountDisconnected,
  CredentialsRejected,
  fact,
  MessageRestored,
  MessageWithdrawn,
  ProviderChangeRequested,
  SettingsChanged,
  ThreadArchived,
  ThreadDeleted,
  ThreadMarkedRead,
  ThreadMarkedUnread,
} from '@mailfold/contracts';
import type { StoredEvent } from '@mailfold/event-store';
import { uuid5 } from '@mailfold/kernel';
import { scenarios } from '@mailfold/testing';
import { actionsDecider } from '../src/application/actions-decider.ts';
import type { ThreadCommand } from '../src/domain/commands.ts';
import { emptyState } from '../src/domain/state.ts';
import { idOf, OWNER, SETTINGS, Story } from './story.ts';

const story = () => {
  const told = new Story();
  const given = (...events: readonly (readonly StoredEvent[] | StoredEvent)[]) =>
    scenarios(actionsDecider, () => emptyState(told.builder.accountId))(...events.flat());
  return { told, given };
};

const typesOf = (facts: readonly { readonly type: string }[]) => facts.map(({ type }) => type);

describe('a thread is archived', () => {
  it('in the CRM and, in the same decision, asked of the provider for its places in the inbox (WBK-2, WBK-4)', () => {
    const { told, given } = story();
    const command = told.asks('archive', 't');
    const actionId = command.id;
    const intentId = uuid5(actionId, 'intent', '0');
    const threadId = idOf('t');

    given(
      told.usual(),
      told.message('m1', { thread: 't', uid: 11 }),
      told.message('m2', { thread: 't', uid: 12, folder: 'Sent', direction: 'sent' }),
    )
      .when(command)
      .thenFacts(
        fact(ThreadArchived, threadId, {
          threadId,
          actionId,
          messageIds: [idOf('m1'), idOf('m2')],
          by: { kind: 'user', userId: OWNER },
          provider: 'requested',
        }),
        fact(ProviderChangeRequested, intentId, {
          intentId,
          actionId,
          threadId,
          change: 'archive',
          messages: [{ messageId: idOf('m1'), locations: [told.place('INBOX', 11)] }],
        }),
      )
      .thenOutcome({ outcome: 'done', provider: 'requested' });
  });

  it.each([
    ['setting-off', { archiveAtProvider: false }, []],
    ['setting-off', { archiveAtProvider: false }, ['disconnected']],
    ['disconnected', {}, ['disconnected']],
    ['needs-reauthentication', {}, ['rejected']],
  ] as const)('and the provider does not follow: %s (WBK-3)', (provider, settings, happened) => {
    const { told, given } = story();
    const accountId = told.builder.accountId;
    const became = happened.map((what) =>
      what === 'disconnected'
        ? told.builder.stored(AccountDisconnected, { accountId })
        : told.builder.stored(CredentialsRejected, { accountId, reason: 'no' }),
    );
    const { facts } = given(told.usual(settings), told.message('m1', { thread: 't' }), became)
      .when(told.asks('archive', 't'))
      .thenOutcome({ outcome: 'done', provider });
    expect(typesOf(facts)).toEqual([ThreadArchived.type]);
  });

  it('and there is nothing for the provider to do when no message is in the inbox', () => {
    const { told, given } = story();
    given(told.usual(), told.message('m1', { thread: 't', folder: 'Sent', direction: 'sent' }))
      .when(told.asks('archive', 't'))
      .thenOutcome({ outcome: 'done', provider: 'nothing-there' });
  });
});

describe('the places that are named', () => {
  const placesOf = (
    kind: ThreadCommand['kind'],
    tell: (told: Story) => readonly (readonly StoredEvent[] | StoredEvent)[],
  ) => {
    const { told, given } = story();
    const { facts } = given(told.usual(), ...tell(told)).when(told.asks(kind, 't'));
    return facts
      .filter((one) => ProviderChangeRequested.is(one))
      .flatMap((one) => one.data.messages.flatMap((message) => message.locations));
  };
  it('by a delete are all outside of the trash (WBK-2)', () => {
    expect(
      placesOf('delete', (told) => [
        told.message('m1', { thread: 't', uid: 1 }),
        told.message('m2', { thread: 't' }),
        told.moved('m1', told.place('INBOX', 1), told.place('Archive', 5)),
        told.moved('m2', told.place('Trash', 9)),
      ]),
    ).toMatchObject([
      { folderId: idOf('INBOX'), uid: 1 },
      { folderId: idOf('Archive'), uid: 5 },
    ]);
  });

  it('by a read mark are all of every unread message (WBK-3)', () => {
    expect(
      placesOf('read', (told) => [
        told.message('m1', { thread: 't', uid: 1, seen: true }),
        told.message('m2', { thread: 't', uid: 2 }),
        told.moved('m2', told.place('INBOX', 2), told.place('Archive', 6)),
      ]),
    ).toMatchObject([{ uid: 2 }, { uid: 6 }]);
  });

  it('by an unread mark are those of the newest message only (WBK-3)', () => {
    expect(
      placesOf('unread', (told) => [
        told.message('m1', { thread: 't', uid: 1, seen: true, receivedAt: '2026-11-03T00:00:00.000Z' }),
        told.message('m2', { thread: 't', uid: 2, seen: true, receivedAt: '2026-11-02T00:00:00.000Z' }),
      ]),
    ).toMatchObject([{ uid: 1 }]);
  });

  it('are never of another UIDVALIDITY than the folder has', () => {
    expect(placesOf('archive', (told) => [told.message('m1', { thread: 't', epoch: 6 })])).toEqual([]);
  });

  it('are never of messages that left', () => {
    expect(
      placesOf('archive', (told) => [
        told.message('m1', { thread: 't', uid: 1 }),
        told.message('m2', { thread: 't', uid: 2 }),
        told.builder.stored(MessageWithdrawn, { messageId: idOf('m1'), reason: 'deleted-at-provider' }),
      ]),
    ).toMatchObject([{ uid: 2 }]);
  });

  it('are those of messages that came back too, unless their owner deleted them (WBK-2)', () => {
    const restored = (told: ReturnType<typeof story>['told'], name: string) => [
      told.builder.stored(MessageWithdrawn, { messageId: idOf(name), reason: 'deleted-at-provider' }),
      told.builder.stored(MessageRestored, { messageId: idOf(name), reason: 'seen-again' }),
    ];
    expect(
      placesOf('archive', (told) => [told.message('m1', { thread: 't', uid: 1 }), ...restored(told, 'm1')]),
    ).toMatchObject([{ uid: 1 }]);
    const { told, given } = story();
    const world = given(told.usual(), told.message('m1', { thread: 't', uid: 1 }));
    world.when(told.asks('delete', 't'));
    for (const input of restored(told, 'm1')) world.when(input);
    world.when(told.asks('archive', 't')).thenRefused({});
  });

  it('of a long thread go into several requests, each of which fits an event', () => {
    const { told, given } = story();
    const mails = Array.from({ length: 1_200 }, (_, nth) => told.message(`m${nth}`, { thread: 't', uid: nth + 1 }));
    const { facts } = given(told.usual(), ...mails).when(told.asks('delete', 't'));
    const requests = facts.filter((one) => ProviderChangeRequested.is(one));
    expect(requests.map((one) => one.data.messages.length)).toEqual([500, 500, 200]);
    expect(Math.max(...facts.map((one) => JSON.stringify(one).length))).toBeLessThan(250 * 1024);
  });
});

describe('what is so already', () => {
  it.each([
    ['archive', ['archive'], 'already-so'],
    ['unarchive', [], 'already-so'],
    ['delete', ['delete'], 'already-so'],
    ['archive', ['delete'], 'not-found'],
    ['unread', [], 'already-so'],
    ['read', ['read'], 'already-so'],
  ] as const)('%s after %j is %s', (kind, before, outcome) => {
    const { told, given } = story();
    const scenario = given(told.usual(), told.message('m1', { thread: 't' }));
    for (const one of before) scenario.when(told.asks(one, 't'));
    scenario.when(told.asks(kind, 't')).thenRefused({ outcome });
  });

  it('a thread of somebody else, or none, is not found', () => {
    const { told, given } = story();
    const scenario = given(told.usual(), told.message('m1', { thread: 't' }));
    scenario.when(told.asks('archive', 't', idOf('somebody'))).thenRefused({ outcome: 'not-found' });
    scenario.when(told.asks('archive', 'other')).thenRefused({ outcome: 'not-found' });
  });
});

describe('a delete', () => {
  it('names all messages that show; mail that comes later shows alone and can be deleted again (WBK-2)', () => {
    const { told, given } = story();
    const scenario = given(told.usual({ deleteAtProvider: false }), told.message('m1', { thread: 't' }));
    scenario.when(told.asks('delete', 't'));
    const again = scenario.after(...told.message('m2', { thread: 't' })).when(told.asks('delete', 't'));
    expect(again.facts).toMatchObject([{ type: ThreadDeleted.type, data: { messageIds: [idOf('m2')] } }]);
  });
});

describe('marks', () => {
  it('as read name the unread messages, as unread the newest', () => {
    const { told, given } = story();
    const scenario = given(
      told.usual({ syncReadState: false }),
      told.message('m1', { thread: 't', seen: true }),
      told.message('m2', { thread: 't' }),
      told.message('m3', { thread: 't' }),
    );
    const read = scenario.when(told.asks('read', 't')).facts;
    const unread = scenario.when(told.asks('unread', 't')).facts;
    expect(read).toMatchObject([{ type: ThreadMarkedRead.type, data: { messageIds: [idOf('m2'), idOf('m3')] } }]);
    expect(unread).toMatchObject([{ type: ThreadMarkedUnread.type, data: { messageIds: [idOf('m3')] } }]);
  });
});

describe('a change of settings', () => {
  it('refuses what the provider was not asked yet (WBK-3)', () => {
    const { told, given } = story();
    const scenario = given(told.usual(), told.message('m1', { thread: 't' }));
    const command = told.asks('archive', 't');
    scenario.when(command);
    const settings = { ...SETTINGS, archiveAtProvider: false };
    const { facts } = scenario.when(
      told.builder.stored(SettingsChanged, { accountId: told.builder.accountId, settings }),
    );
    expect(facts).toMatchObject([
      { subject: uuid5(command.id, 'intent', '0'), data: { code: 'writeback/setting-off' } },
    ]);
  });
});
