import {
  fact,
  OwnerRemoved,
  OwnerRestored,
  SettingsChanged,
  ThreadMadePrivate,
  ThreadShared,
} from '@mailfold/contracts';
import { EventBuilder, scenarios } from '@mailfold/testing';
import { sharingRules } from '../src/domain/sharing-rules.ts';
import { emptyState } from '../src/domain/state.ts';
import { id, OWNER, tellings } from './account.ts';

const [T1, T2, T3] = [id('t1'), id('t2'), id('t3')];
const byRemoval = { by: { kind: 'rule' as const, rule: 'user-removed@1' }, reason: 'user-removed' as const };
const gone = (threadId: string) => fact(ThreadMadePrivate, threadId, { threadId, ...byRemoval });

const account = () => {
  const events = new EventBuilder();
  const { connected, started } = tellings(events, 'shared');
  const given = scenarios(sharingRules, () => emptyState(events.accountId));
  const told = (kind: 'owner-removed' | 'owner-restored', version: number) =>
    events.command({ kind, ownerId: OWNER, version });
  const set = (threadId: string, visibility: 'shared' | 'private') =>
    events.command({ kind: 'set' as const, threadId, visibility, by: OWNER });
  const said = (definition: typeof OwnerRemoved | typeof OwnerRestored, version: number) =>
    fact(definition, events.accountId, { ownerId: OWNER, version });
  return { events, given, connected, started, told, set, said };
};

describe('CON-5 a removed user', () => {
  it('has every shared thread made private, and nothing said of those that were', () => {
    const { given, connected, started, told, set, said } = account();
    const world = given().after(connected(), started(T1), started(T2), started(T3));
    world.when(set(T2, 'private'));
    world.when(told('owner-removed', 3)).thenFacts(said(OwnerRemoved, 3), gone(T1), gone(T3));
  });

  it('has threads that start from then on private, whatever the default is, or becomes', () => {
    const { events, given, connected, started, told } = account();
    const first = connected();
    const world = given().after(first);
    world.when(told('owner-removed', 3));
    world.when(started(T1)).thenNothing();
    const { settings } = first.data;
    world
      .after(events.stored(SettingsChanged, { accountId: events.accountId, settings }))
      .when(started(T2))
      .thenNothing();
  });

  it('may be removed before the account is heard of: its threads start private all the same', () => {
    const { given, connected, started, told, said } = account();
    const world = given();
    world.when(told('owner-removed', 3)).thenFacts(said(OwnerRemoved, 3));
    world.after(connected()).when(started(T1)).thenNothing();
  });

  it('shares nothing any more: for them there is no such thread', () => {
    const { given, connected, started, told, set } = account();
    const world = given().after(connected(), started(T1));
    world.when(told('owner-removed', 3));
    world.when(set(T1, 'shared')).thenNothing();
  });

  it('who is one again finds private what was made so, and shares what starts then', () => {
    const { given, connected, started, told, set, said } = account();
    const world = given().after(connected(), started(T1));
    world.when(told('owner-removed', 3));
    world.when(told('owner-restored', 4)).thenFacts(said(OwnerRestored, 4));
    const shared = { type: ThreadShared.type, data: expect.anything() };
    world.when(started(T2)).thenFacts(shared);
    world.when(set(T1, 'shared')).thenFacts(shared);
  });

  it('stays one, though an earlier word comes late', () => {
    const { given, connected, started, told } = account();
    const world = given().after(connected(), started(T1));
    world.when(told('owner-removed', 3));
    world.when(told('owner-restored', 4));
    world.after(started(T2)).when(told('owner-removed', 3)).thenNothing();
  });
});
