import type { Account } from './account.ts';
import { mail } from './mails.ts';
import { WatchLog } from './watch-log.ts';

export function watchingContract(account: Account): void {
  it('tells of new mail (ING-2)', async () => {
    const session = await account.connect();
    const watch = new WatchLog(session, 'INBOX');
    await account.harness.deliver(mail(1));

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    await watch.stop();
  });

  it('tells at once of mail that this session never looked at', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1) }]);
    const watch = new WatchLog(await account.connect(), 'INBOX');

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    await watch.stop();
  });

  it('tells what came between the last look and the watch', async () => {
    const session = await account.connect();
    const { epoch } = await session.open('INBOX');
    await account.harness.deliver(mail(1));
    await session.fetch('INBOX', [1], epoch);
    const watch = new WatchLog(session, 'INBOX');

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    await watch.stop();
  });

  it('tells of flags and deletions by another client', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1) }, { raw: mail(2) }]);
    const session = await account.connect();
    await session.open('INBOX');
    const watch = new WatchLog(session, 'INBOX');
    await account.harness.mark('INBOX', [1], true);
    const flags = await watch.told('flags');
    await account.harness.expunge('INBOX', [2]);

    expect([flags.kind, (await watch.told('expunged')).kind]).toEqual(['flags', 'expunged']);
    await watch.stop();
  });

  it('lets other calls through and goes on', async () => {
    const session = await account.connect();
    const watch = new WatchLog(session, 'INBOX');
    await account.harness.deliver(mail(1));
    await watch.told('exists');
    const { epoch } = await session.open('INBOX');
    const { messages } = await session.fetch('INBOX', [1], epoch);
    const before = watch.events.length;
    await account.harness.deliver(mail(2));

    expect(await watch.told('exists', before)).toMatchObject({ messages: 2 });
    expect(messages).toHaveLength(1);
    await watch.stop();
  });

  it('tells what arrived while another folder was open (S16)', async () => {
    await account.harness.place('Elsewhere', [{ raw: mail(1) }]);
    const session = await account.connect();
    await session.open('INBOX');
    const watch = new WatchLog(session, 'INBOX');
    await session.open('Elsewhere');
    await account.harness.deliver(mail(2));

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    await watch.stop();
  });

  it('ends when asked to and leaves the session usable', async () => {
    const session = await account.connect();
    const watch = new WatchLog(session, 'INBOX');
    await session.open('INBOX');
    await watch.stop();

    expect(await session.uids('INBOX')).toEqual([]);
    expect(watch.events.filter(({ kind }) => kind === 'closed')).toEqual([]);
  });

  it('knows the inbox in any case of letters', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1) }]);
    const session = await account.connect();
    const watch = new WatchLog(session, 'Inbox');

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    expect(await session.uids('inbox')).toEqual([1]);
    await watch.stop();
  });

  it('never begins when it was called off before', async () => {
    const session = await account.connect();

    await session.watch('INBOX', () => expect(true).toBe(false), AbortSignal.abort());

    expect(session.closed).toBe(false);
  });

  it('rejects with what the listener threw', async () => {
    const session = await account.connect();
    await session.open('INBOX');
    const mistake = new Error('a bug in the listener');
    const watch = session.watch(
      'INBOX',
      () => {
        throw mistake;
      },
      new AbortController().signal,
    );
    const outcome = watch.catch((error: unknown) => error);
    await account.harness.deliver(mail(1));

    expect(await outcome).toBe(mistake);
  });

  it('tells that the connection ended (S15)', async () => {
    const session = await account.connect();
    const watch = new WatchLog(session, 'INBOX');
    await session.open('INBOX');
    await account.harness.halt();

    expect(await watch.told('closed')).toMatchObject({ error: { code: 'mail-provider/unreachable' } });
    await watch.ended;
    await account.harness.resume();
  });
}
