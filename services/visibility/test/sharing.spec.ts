import {
  DealUnlinked,
  DefaultChanged,
  fact,
  MessageHidden,
  ThreadDeleted,
  ThreadMadePrivate,
  ThreadShared,
  ThreadsMerged,
  type Visibility,
} from '@mailfold/contracts';
import { EventBuilder, scenarios } from '@mailfold/testing';
import { sharingRules } from '../src/domain/sharing-rules.ts';
import { emptyState } from '../src/domain/state.ts';
import { id, OWNER, policy, tellings } from './account.ts';

const COLLEAGUE = id('colleague');
const [T1, T2, M1] = [id('t1'), id('t2'), id('m1')];
const byRule = (rule: string) => ({ kind: 'rule' as const, rule });
const byOwner = { kind: 'user' as const, userId: OWNER };

const account = (standard: Visibility) => {
  const events = new EventBuilder();
  const given = scenarios(sharingRules, () => emptyState(events.accountId));
  const { connected: connect, started, attached } = tellings(events, standard);
  const connected = connect();
  const merged = events.stored(ThreadsMerged, { survivor: T1, absorbed: [T2], bridge: M1, policy });
  const set = (threadId: string, visibility: Visibility, by = OWNER) =>
    events.command({ kind: 'set' as const, threadId, visibility, by });
  return { events, given, connected, started, attached, merged, set };
};

describe('VIS-3 the default of an account', () => {
  it('is announced when the account is connected', () => {
    const { given, connected } = account('shared');
    given()
      .when(connected)
      .thenFacts({ type: DefaultChanged.type, data: { visibility: 'shared' } });
  });

  it('shares a thread that starts', () => {
    const { given, connected, started } = account('shared');
    given()
      .after(connected)
      .when(started(T1))
      .thenFacts(fact(ThreadShared, T1, { threadId: T1, by: { kind: 'default' } }));
  });

  it('leaves a thread private where the default is private', () => {
    const { given, connected, started } = account('private');
    given().after(connected).when(started(T1)).thenNothing();
  });
});

describe('VIS-3 the owner', () => {
  it('shares and un-shares', () => {
    const { given, connected, started, set } = account('private');
    const world = given().after(connected, started(T1));
    world.when(set(T1, 'shared')).thenFacts(fact(ThreadShared, T1, { threadId: T1, by: byOwner }));
    world
      .when(set(T1, 'private'))
      .thenFacts(fact(ThreadMadePrivate, T1, { threadId: T1, by: byOwner, reason: 'owner' }));
  });

  it('alone may do so: for anybody else there is no such thread', () => {
    const { given, connected, started, set } = account('private');
    given()
      .after(connected, started(T1))
      .when(set(T1, 'shared', COLLEAGUE))
      .thenNothing();
  });

  it('hides one message of a thread', () => {
    const { events, given, connected, started, attached } = account('shared');
    given()
      .after(connected, started(T1), attached(T1, M1))
      .when(events.command({ kind: 'hide' as const, messageId: M1, by: OWNER }))
      .thenFacts(fact(MessageHidden, M1, { threadId: T1, messageId: M1 }));
  });
});

describe('an audience never widens by itself', () => {
  it('THR-5: a merge with a private thread makes the whole private', () => {
    const { given, connected, started, merged, set } = account('private');
    const world = given().after(connected, started(T1), started(T2));
    world.when(set(T1, 'shared'));
    world.when(merged).thenFacts(fact(ThreadMadePrivate, T1, { threadId: T1, by: byRule('merge@1'), reason: 'merge' }));
  });

  it('THR-5: a default of a part that stands after the merge in the log does not open the whole', () => {
    const { given, connected, started, merged, set } = account('private');
    const late = fact(ThreadShared, T2, { threadId: T2, by: { kind: 'default' } });
    given(connected, started(T1), started(T2), merged, late)
      .when(set(T1, 'shared'))
      .thenFacts({ type: ThreadShared.type, data: expect.objectContaining({ threadId: T1 }) });
  });

  it('THR-5: a merge of shared threads stays shared', () => {
    const { given, connected, started, merged } = account('shared');
    given().after(connected, started(T1), started(T2)).when(merged).thenNothing();
  });

  it('VIS-6: a record that a rule took away makes the thread private until the owner confirms', () => {
    const { events, given, connected, started } = account('shared');
    const unlinked = events.stored(DealUnlinked, {
      threadId: T1,
      dealId: id('deal'),
      why: { rule: 'record-removed@1' },
    });
    given()
      .after(connected, started(T1))
      .when(unlinked)
      .thenFacts(
        fact(ThreadMadePrivate, T1, { threadId: T1, by: byRule('record-removed@1'), reason: 'record-removed' }),
      );
  });

  it('VIS-6: a record that the owner took away changes nothing', () => {
    const { events, given, connected, started } = account('shared');
    const unlinked = events.stored(DealUnlinked, {
      threadId: T1,
      dealId: id('deal'),
      why: { rule: 'by-hand', by: OWNER },
    });
    given().after(connected, started(T1)).when(unlinked).thenNothing();
  });

  it('WBK-2: what comes after a delete is private', () => {
    const { events, given, connected, started } = account('shared');
    const deleted = events.stored(ThreadDeleted, {
      threadId: T1,
      messageIds: [M1],
      by: byOwner,
      actionId: id('action'),
      provider: 'setting-off',
    });
    given()
      .after(connected, started(T1))
      .when(deleted)
      .thenFacts(fact(ThreadMadePrivate, T1, { threadId: T1, by: byRule('deleted@1'), reason: 'deleted' }));
  });
});
