import { AccountDisconnected, ThreadUnarchived } from '@mailfold/contracts';
import { scenarios } from '@mailfold/testing';
import { actionsDecider } from '../src/application/actions-decider.ts';
import type { ActionsCommand, IntentCommand } from '../src/domain/commands.ts';
import { emptyState } from '../src/domain/state.ts';
import { idOf, lastOf, type Mail, Story } from './story.ts';

/** A thread `t` with one message, archived. */
const archived = () => {
  const told = new Story();
  const given = scenarios(actionsDecider, () => emptyState(told.builder.accountId));
  const scenario = given(...told.usual(), ...told.message('m1', { thread: 't' }));
  scenario.when(told.asks('archive', 't'));
  return { told, scenario };
};

describe('an archived thread', () => {
  const arrives = (mail: Partial<Mail>) => {
    const { told, scenario } = archived();
    const events = told.message('m2', { thread: 't', ...mail });
    scenario.after(...events.slice(0, -1));
    return scenario.when(lastOf(events));
  };

  it('comes back with live received mail, by a rule, and the provider is not asked (WBK-2)', () => {
    const { facts } = arrives({});
    expect(facts).toMatchObject([
      {
        type: ThreadUnarchived.type,
        data: {
          threadId: idOf('t'),
          messageIds: [idOf('m1'), idOf('m2')],
          by: { kind: 'rule', rule: 'live-mail@1' },
          provider: 'nothing-there',
        },
      },
    ]);
  });

  it.each([
    ['own sent mail', { direction: 'sent' }],
    ['backfilled mail', { origin: 'backfill' }],
    ['mail of another thread', { thread: 'other' }],
  ] as const)('stays with %s (WBK-2)', (_, mail) => {
    arrives(mail).thenNothing();
  });
});

describe('threads that merge', () => {
  const merging = (archivedOnes: readonly string[], survivor: string, ...absorbed: readonly string[]) => {
    const told = new Story();
    const given = scenarios(actionsDecider, () => emptyState(told.builder.accountId));
    const threads = [survivor, ...absorbed].flatMap((name) => told.message(`m-${name}`, { thread: name }));
    const scenario = given(...told.usual(), ...threads);
    for (const one of archivedOnes) scenario.when(told.asks('archive', one));
    return scenario.when(told.merged(survivor, ...absorbed));
  };

  it.each([
    [['a', 'b'], 'stay archived', 0],
    [['a'], 'come back', 1],
    [['b'], 'are in the inbox as the survivor was', 0],
    [[], 'are in the inbox', 0],
  ] as const)('of which %j were archived %s (THR-5)', (ones, _, facts) => {
    expect(merging(ones, 'a', 'b').facts.map(({ type }) => type)).toEqual(
      Array.from({ length: facts }, () => ThreadUnarchived.type),
    );
  });

  it('name the messages of all parts when they come back', () => {
    expect(merging(['a', 'b'], 'a', 'b', 'c').facts).toMatchObject([
      { data: { threadId: idOf('a'), messageIds: [idOf('m-a'), idOf('m-b'), idOf('m-c')] } },
    ]);
  });

  it('are one for later commands under either id (THR-5)', () => {
    const told = new Story();
    const given = scenarios(actionsDecider, () => emptyState(told.builder.accountId));
    const scenario = given(
      ...told.usual(),
      ...told.message('m1', { thread: 'a' }),
      ...told.message('m2', { thread: 'b' }),
      told.merged('a', 'b'),
    );
    const { facts } = scenario.when(told.asks('archive', 'b'));
    expect(facts[0]).toMatchObject({ data: { threadId: idOf('a'), messageIds: [idOf('m1'), idOf('m2')] } });
  });
});

describe('intents', () => {
  const requested = () => {
    const { told, scenario } = archived();
    const command = told.asks('delete', 't');
    const { facts } = scenario.when(command);
    const intentId = facts.at(-1)?.subject ?? '';
    return { told, scenario, intentId };
  };

  it('are attempted under a number that nobody took, and end once (WBK-4)', () => {
    const { told, scenario, intentId } = requested();
    const tell = (body: IntentCommand) => told.builder.command<ActionsCommand>(body);
    scenario.when(tell({ kind: 'attempted', intentId, attempt: 1 })).thenOutcome({ outcome: 'done' });
    scenario.when(tell({ kind: 'attempted', intentId, attempt: 1 })).thenRefused({ outcome: 'already-so' });
    scenario.when(tell({ kind: 'acknowledged', intentId, moves: [] })).thenOutcome({ outcome: 'done' });
    scenario.when(tell({ kind: 'overtaken', intentId, reason: 'late' })).thenRefused({ outcome: 'already-so' });
    scenario.when(tell({ kind: 'attempted', intentId, attempt: 2 })).thenRefused({ outcome: 'already-so' });
    scenario
      .when(tell({ kind: 'attempted', intentId: idOf('none'), attempt: 1 }))
      .thenRefused({ outcome: 'not-found' });
  });

  it('that are open when the account is disconnected are refused, in order', () => {
    const { told, scenario, intentId } = requested();
    const { accountId } = told.builder;
    const { facts } = scenario.when(told.builder.stored(AccountDisconnected, { accountId }));
    expect(facts).toHaveLength(2);
    expect(facts[1]).toMatchObject({ subject: intentId, data: { code: 'writeback/disconnected' } });
  });
});
