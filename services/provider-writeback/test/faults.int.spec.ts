import { CredentialsRenewed, ProviderChangeAcknowledged, ProviderChangeRequested } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { ImapAccount } from './imap-account.ts';
import { World } from './world.ts';

describe('a lost answer', () => {
  it('is looked up, and the change is done once (E13)', async () => {
    await using account = await ImapAccount.open(['a', 'b']);
    const { world, story } = account;
    account.plays([{ on: 'MOVE', times: 1, do: 'lose-answer' }]);

    const [action = ''] = await world.act('archive', 'a');

    expect(await world.ended(action)).toMatchObject({ state: 'acknowledged', attempts: 2 });
    expect(await account.look()).toEqual({ INBOX: ['b*'], Archive: ['a*'] });
    const [acknowledged] = (await world.stream(story)).filter((event) => ProviderChangeAcknowledged.is(event));
    expect(acknowledged?.data.moves).toMatchObject([{ to: { uid: 1 } }]);
  });

  it('is not taken for ours when somebody has moved the mail on (ING-6)', async () => {
    await using account = await ImapAccount.open(['a']);
    const movedOn = async (): Promise<void> => void (await account.mailbox.move('Archive', [1], 'Junk'));
    account.plays([
      { on: 'MOVE', times: 1, do: 'lose-answer' },
      { on: 'GREETING', skip: 1, times: 1, do: { run: movedOn } },
    ]);

    const [action = ''] = await account.world.act('archive', 'a');

    expect(await account.world.ended(action)).toMatchObject({ state: 'overtaken' });
    expect(await account.look()).toEqual({ Junk: ['a*'] });
  });
});

describe('a provider that is away', () => {
  it('gets everything once and in order when it is back; nothing was attempted meanwhile (WBK-4)', async () => {
    await using account = await ImapAccount.open(['a', 'b', 'c']);
    const { world, story } = account;
    await account.halt();

    const actions = await world.act('archive', 'c', 'a', 'b');
    const waiting = await Promise.all(actions.map((one) => world.show(one)));
    await world.restart();
    await account.resume();
    for (const one of actions) await world.ended(one);

    expect(waiting.map(({ state, attempts }) => [state, attempts])).toEqual(actions.map(() => ['waiting', 0]));
    expect(await account.look()).toEqual({ Archive: ['c*', 'a*', 'b*'] });
    const told = await world.told(story);
    expect(told.filter((name) => name === 'ProviderChangeAttempted')).toHaveLength(3);
  });

  it('holds up no other account', async () => {
    await using away = await ImapAccount.open(['a']);
    const { world } = away;
    await using other = await ImapAccount.open(['b'], { world });
    away.plays([{ on: 'MOVE', do: 'never-answer' }]);

    await world.act('archive', 'a');
    await until(async () => (await world.told(away.story)).includes('ProviderChangeAttempted'));
    const [action = ''] = await world.act('archive', 'b');

    expect(await world.ended(action)).toMatchObject({ state: 'acknowledged' });
    expect(await other.look()).toEqual({ Archive: ['b*'] });
    expect(await away.look()).toEqual({ INBOX: ['a*'] });
  });

  it('is asked again, later, when it says that it is too busy (S18)', async () => {
    await using account = await ImapAccount.open(['a']);
    account.plays([{ on: 'MOVE', times: 2, do: { no: 'Slow down', code: 'THROTTLED' } }]);

    const [action = ''] = await account.world.act('archive', 'a');

    expect(await account.world.ended(action)).toMatchObject({ state: 'acknowledged', attempts: 3 });
  });
});

describe('a refusal', () => {
  it('is told in the words of the provider after some tries, and what comes behind goes on (WBK-4)', async () => {
    await using account = await ImapAccount.open(['a', 'b']);
    account.plays([{ on: 'MOVE', times: 3, do: { no: 'The archive is full', code: 'OVERQUOTA' } }]);

    const [refused = '', done = ''] = await account.world.act('archive', 'a', 'b');

    const shown = await account.world.ended(refused);
    expect(shown).toMatchObject({ state: 'refused', attempts: 3 });
    expect(shown.reason).toContain('OVERQUOTA');
    expect(await account.world.ended(done)).toMatchObject({ state: 'acknowledged', attempts: 1 });
    expect(await account.look()).toEqual({ INBOX: ['a*'], Archive: ['b*'] });
  });

  it('of a mark that the server says to keep and does not keep is noticed', async () => {
    await using account = await ImapAccount.open(['a']);
    account.plays([{ on: 'STORE', do: { modifiedUids: [1] } }]);

    const [action = ''] = await account.world.act('read', 'a');

    expect(await account.world.ended(action)).toMatchObject({ state: 'refused' });
  });
});

describe('mail that was changed at the provider meanwhile', () => {
  it('is left as it is there (ING-6)', async () => {
    await using account = await ImapAccount.open(['a', 'b']);
    await account.mailbox.move('INBOX', [1], 'Junk');
    await account.mailbox.expunge('INBOX', [2]);

    const actions = [...(await account.world.act('archive', 'a')), ...(await account.world.act('read', 'b'))];
    const states = await Promise.all(actions.map(async (one) => (await account.world.ended(one)).state));

    expect(states).toEqual(['overtaken', 'overtaken']);
    expect(await account.look()).toEqual({ Junk: ['a*'] });
  });

  it('is so already when it was archived there', async () => {
    await using account = await ImapAccount.open(['a']);
    await account.mailbox.move('INBOX', [1], 'Archive');

    const [action = ''] = await account.world.act('archive', 'a');

    expect(await account.world.ended(action)).toMatchObject({ state: 'acknowledged' });
  });

  it('is not touched by UIDs of another UIDVALIDITY (S1)', async () => {
    await using account = await ImapAccount.open(['a']);
    await account.mailbox.admin.setUidValidity('INBOX', 4_711, { renumber: false });

    const [action = ''] = await account.world.act('delete', 'a');

    expect(await account.world.ended(action)).toMatchObject({ state: 'overtaken' });
    expect(await account.look()).toEqual({ INBOX: ['a*'] });
  });
});

describe('a login that is refused', () => {
  it('is not tried again until it was renewed (CON-4)', async () => {
    await using account = await ImapAccount.open(['a']);
    const { world, story } = account;
    const right = account.password;
    account.password = 'wrong';
    const [action = ''] = await world.act('archive', 'a');
    await until(() => account.refusals > 0, { what: 'the refusal of the login' });
    expect(await world.show(action)).toMatchObject({ state: 'waiting', attempts: 0 });

    account.password = right;
    story.told(story.builder.stored(CredentialsRenewed, { accountId: story.builder.accountId }));
    await world.hears(story);

    expect(await world.ended(action)).toMatchObject({ state: 'acknowledged', attempts: 1 });
  });
});

describe('a connection attempt that hangs', () => {
  it('does not keep the service from stopping', async () => {
    await using world = await World.open();
    const asked = Promise.withResolvers<void>();
    const story = world.account(() => {
      asked.resolve();
      return new Promise(() => undefined);
    });
    story.usual();
    story.message('m', { thread: 'a' });
    await world.hears(story);
    const [action = ''] = await world.act('archive', 'a');
    await asked.promise;

    await world.restart();

    expect(await world.show(action)).toMatchObject({ state: 'waiting', attempts: 0 });
  });
});

describe('a service that ends in the middle of an attempt', () => {
  it('looks at its next start, and the change is done once', async () => {
    await using account = await ImapAccount.open(['a']);
    const { world, story } = account;
    account.plays([{ on: 'MOVE', times: 1, do: 'never-answer' }]);
    const [action = ''] = await world.act('archive', 'a');
    await until(async () => (await world.told(story)).includes('ProviderChangeAttempted'));

    await world.restart();

    expect(await world.ended(action)).toMatchObject({ state: 'acknowledged' });
    expect(await account.look()).toEqual({ Archive: ['a*'] });
    const requested = (await world.stream(story)).filter((event) => ProviderChangeRequested.is(event));
    expect(requested).toHaveLength(1);
  });
});
