import type { AccountSettings } from '@mailfold/contracts';
import type { ConnectOptions } from '@mailfold/mail-provider';
import { look, mail, provider, tellMailbox } from './mailbox.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

/** An account anywhere, with a way to put mail into its inbox. */
export interface Somewhere {
  readonly options: ConnectOptions;
  deliver(raw: Buffer): Promise<void>;
}

/** What every provider must let us do. @param open an empty account, whenever it is asked */
export const changesContract = (name: string, world: () => World, open: () => Promise<Somewhere>): void => {
  const account = async (threads: readonly string[], settings: Partial<AccountSettings> = {}) => {
    const somewhere = await open();
    const { options } = somewhere;
    for (const thread of threads) await somewhere.deliver(mail(thread));
    const story: Story = world().account(() => provider.connect(options));
    const sync = async (): Promise<void> => {
      await using session = await provider.connect(options);
      await tellMailbox(session, story);
      await world().hears(story);
    };
    story.connected(settings);
    await sync();
    const done = async (action: string, ...which: readonly string[]): Promise<string[]> => {
      const states: string[] = [];
      for (const one of await world().act(action, ...which)) states.push((await world().ended(one)).state);
      return states;
    };
    return { done, sync, story, sees: () => look(options) };
  };

  /** Threads of an account of their own: other tests have other names. */
  let count = 0;
  const names = (): readonly [string, string] => {
    count += 1;
    return [`${name} a${count}`, `${name} b${count}`];
  };

  it('archives exactly what was asked for, and brings it back (WBK-3, WBK-4)', async () => {
    const [a, b] = names();
    const { done, sync, sees } = await account([a, b]);

    expect(await done('archive', a)).toEqual(['acknowledged']);
    const archived = await sees();
    await sync();
    expect(await done('unarchive', a)).toEqual(['acknowledged']);

    expect(archived).toEqual({ INBOX: [`${b}*`], Archive: [`${a}*`] });
    expect(await sees()).toEqual({ INBOX: [`${b}*`, `${a}*`] });
  });

  it('deletes into the trash, never further (WBK-3)', async () => {
    const [a, b] = names();
    const { done, sees } = await account([a, b]);

    expect(await done('delete', a)).toEqual(['acknowledged']);

    expect(await sees()).toEqual({ INBOX: [`${b}*`], Trash: [`${a}*`] });
  });

  it('marks read and unread (WBK-3)', async () => {
    const [a, b] = names();
    const { done, sees } = await account([a, b]);

    expect(await done('read', a, b)).toEqual(['acknowledged', 'acknowledged']);
    expect(await done('unread', b)).toEqual(['acknowledged']);

    expect(await sees()).toEqual({ INBOX: [a, `${b}*`] });
  });

  it('follows mail that it moved itself, before sync has seen it', async () => {
    const [a, b] = names();
    const { done, sync, sees } = await account([a, b]);
    await done('archive', b);
    await sync();

    const actions: string[] = [];
    for (const one of ['archive', 'read', 'delete'] as const) actions.push(...(await world().act(one, a)));
    const states = await Promise.all(actions.map(async (one) => (await world().ended(one)).state));

    expect(states).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    expect(await sees()).toEqual({ Archive: [`${b}*`], Trash: [a] });
  });

  it('waits for sync to find mail that it moved into a folder of its own making', async () => {
    const [a, b] = names();
    const { done, sync, sees } = await account([a, b]);
    await done('archive', a);
    const [deleted = ''] = await world().act('delete', a);
    await sync();

    expect(await world().ended(deleted)).toMatchObject({ state: 'acknowledged' });
    expect(await sees()).toEqual({ INBOX: [`${b}*`], Trash: [`${a}*`] });
  });

  it('touches nothing where the settings say no (WBK-3)', async () => {
    const [a, b] = names();
    const off = { archiveAtProvider: false, deleteAtProvider: false, syncReadState: false };
    const { done, sees } = await account([a, b], off);

    expect(await done('archive', a)).toEqual(['none']);
    expect(await done('read', a)).toEqual(['none']);
    expect(await done('delete', a)).toEqual(['none']);

    expect(await sees()).toEqual({ INBOX: [`${a}*`, `${b}*`] });
  });
};
