import { idOf, SETTINGS, type Story } from './story.ts';
import { World } from './world.ts';

const noProvider = (): never => {
  throw new Error('no provider is asked in these tests');
};

describe('the API', () => {
  let world: World;
  let count = 0;

  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** An account that writes nothing back, with so many threads: their names. */
  const account = async (threads: number): Promise<{ readonly story: Story; readonly names: readonly string[] }> => {
    count += 1;
    const story = world.account(async () => noProvider());
    story.usual({ ...SETTINGS, archiveAtProvider: false, deleteAtProvider: false, syncReadState: false });
    const names = Array.from({ length: threads }, (_, nth) => `thread ${count}.${nth}`);
    for (const name of names) story.message(`mail of ${name}`, { thread: name });
    await world.hears(story);
    return { story, names };
  };

  it('answers an outcome and an event for each of 500 threads (WBK-1)', async () => {
    const { story, names } = await account(500);

    const items = await world.outcomes('archive', names);
    const told = await world.told(story);

    expect(items.map(({ outcome, provider }) => `${outcome} ${provider ?? ''}`)).toEqual(
      names.map(() => 'done setting-off'),
    );
    expect(told).toEqual(names.map(() => 'ThreadArchived'));
  });

  it('tells apart what is done, was so already, and is not there, in the order asked', async () => {
    const { names } = await account(2);
    const [first = '', second = ''] = names;
    await world.outcomes('archive', [first]);

    const items = await world.outcomes('archive', [second, 'none', first]);

    expect(items.map(({ outcome }) => outcome)).toEqual(['done', 'not-found', 'already-so']);
  });

  it('does the same request once, with the same answer', async () => {
    const { story, names } = await account(2);
    const key = { 'idempotency-key': 'once' };

    const first = await world.outcomes('delete', names, key);
    const again = await world.outcomes('delete', names, key);

    expect(again.map(({ outcome, actionId }) => [outcome, actionId])).toEqual(
      first.map(({ outcome, actionId }) => [outcome, actionId]),
    );
    expect(await world.told(story)).toHaveLength(2);
  });

  it('says of an action why the provider did not follow (WBK-3)', async () => {
    const { story, names } = await account(1);
    const [action = ''] = await world.act('read', ...names);

    expect(await world.show(action)).toMatchObject({
      accountId: story.builder.accountId,
      action: 'read',
      provider: 'setting-off',
      state: 'none',
    });
  });

  it('shows threads and actions to their owner only (VIS-1, X19)', async () => {
    const { names } = await account(1);
    const [action = ''] = await world.act('archive', ...names);
    const stranger = { 'mailfold-act-as': idOf('stranger') };

    await expect(world.show(action, stranger)).rejects.toThrow('404');
    const items = await world.outcomes('unarchive', names, stranger);

    expect(items.map(({ outcome }) => outcome)).toEqual(['not-found']);
  });

  it('stands on rows that the log gives again', async () => {
    const { story, names } = await account(3);
    await world.act('archive', ...names);
    await world.act('delete', names[0] ?? '');
    story.merged(names[1] ?? '', names[2] ?? '');
    await world.hears(story);
    const before = await world.rows();

    await world.rebuild();

    expect(await world.rows()).toEqual(before);
  });
});
