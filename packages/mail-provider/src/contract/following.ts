import type { Changes, KnownState, MailSession, UidFlags } from '../mail-provider.ts';
import type { Account } from './account.ts';
import { mails } from './mails.ts';

/** What a caller does with changes: the UIDs and their \Seen as it knows them. */
type Known = ReadonlyMap<number, boolean>;

const asKnown = (flags: readonly UidFlags[]): Known => new Map(flags.map(({ uid, flags: { seen } }) => [uid, seen]));

function apply(known: Known, { present: { from, uids }, ...changes }: Changes): Known {
  const present = new Set(uids);
  const gone = new Set(changes.vanished);
  const left = [...known].filter(([uid]) => !gone.has(uid) && (uid < from || present.has(uid)));
  return new Map([...left, ...asKnown(changes.flags)]);
}

const ordered = (known: Known): [number, boolean][] => [...known].toSorted(([a], [b]) => a - b);

export function followingContract(account: Account): void {
  const start = async (count: number): Promise<{ session: MailSession; state: KnownState; known: Known }> => {
    await account.harness.place(
      'INBOX',
      mails(count).map((raw) => ({ raw })),
    );
    const session = await account.connect();
    const { epoch, modseq } = await session.open('INBOX');
    const known = asKnown(await session.flags('INBOX', await session.uids('INBOX')));
    return { session, state: { epoch, lastUid: count, ...(modseq === undefined ? {} : { modseq }) }, known };
  };

  it('finds flags and deletions of another client by the best means offered (ING-2, S5)', async () => {
    const { session, state, known } = await start(6);
    await account.harness.mark('INBOX', [2, 5], true);
    await account.harness.expunge('INBOX', [3, 6]);

    const changes = await session.changes('INBOX', state);

    expect([changes.by, changes.settled]).toEqual([account.harness.changesBy, true]);
    expect(ordered(apply(known, changes))).toEqual([
      [1, false],
      [2, true],
      [4, false],
      [5, true],
    ]);
  });

  it('finds only what changed, where the server can tell', async () => {
    const { session, state } = await start(4);
    await account.harness.mark('INBOX', [2], true);

    const { by, flags } = await session.changes('INBOX', state);

    expect(flags.map(({ uid }) => uid)).toEqual(by === 'diff' ? [1, 2, 3, 4] : [2]);
  });

  it('finds nothing when nothing changed', async () => {
    const { session, state, known } = await start(3);

    const changes = await session.changes('INBOX', state);

    expect(changes.vanished).toEqual([]);
    expect(apply(known, changes)).toEqual(known);
  });

  it('names new mail beside the changes, and no flags of it', async () => {
    const { session, state, known } = await start(2);
    await account.harness.deliver(mails(3)[2] ?? '');

    const changes = await session.changes('INBOX', state);

    expect(ordered(apply(known, changes))).toEqual(ordered(known));
    expect(changes.open).toMatchObject({ messages: 3, uidNext: 4 });
    expect(changes.present.uids.filter((uid) => uid > state.lastUid)).toEqual([3]);
  });

  it('lists nothing that was counted before, as long as the count is right', async () => {
    const { session, state } = await start(4);
    await account.harness.deliver(mails(5)[4] ?? '');
    const counted = { uid: 4, messages: 4 };

    const { present } = await session.changes('INBOX', { ...state, counted, skipsAllFlags: true });

    expect(present).toEqual({ from: 5, uids: [5] });
  });

  it('finds what is gone although as much is new', async () => {
    const { session, state, known } = await start(4);
    await account.harness.deliver(mails(5)[4] ?? '');
    await account.harness.expunge('INBOX', [2]);
    const counted = { uid: 4, messages: 4 };

    const changes = await session.changes('INBOX', { ...state, counted, skipsAllFlags: true });

    expect([...apply(known, changes).keys()]).toEqual([1, 3, 4]);
  });

  it('finds that everything is gone', async () => {
    const { session, state, known } = await start(3);
    await account.harness.expunge('INBOX', [1, 2, 3]);

    expect(ordered(apply(known, await session.changes('INBOX', state)))).toEqual([]);
  });

  it('follows step by step to the state of the server', async () => {
    const { session, state, known } = await start(20);
    const steps = [
      () => account.harness.mark('INBOX', [1, 2, 3, 10], true),
      () => account.harness.expunge('INBOX', [4, 5, 6, 20]),
      () => account.harness.mark('INBOX', [2, 3], false),
      () => account.harness.moveAway('INBOX', [7, 8], 'Archive'),
      () => account.harness.mark('INBOX', [19], true),
    ];
    let at = state;
    let now = known;
    for (const step of steps) {
      await step();
      const changes = await session.changes('INBOX', at);
      now = apply(now, changes);
      at = { ...at, ...(changes.open.modseq === undefined ? {} : { modseq: changes.open.modseq }) };
    }
    const server = asKnown(await session.flags('INBOX', await session.uids('INBOX')));

    expect(ordered(now)).toEqual(ordered(server));
    expect(now.size).toBe(14);
  });

  it('says that the cursor is lost when the folder is renumbered (S1)', async () => {
    const { session, state } = await start(2);
    await session[Symbol.asyncDispose]();
    await account.harness.renumber('INBOX');
    const again = await account.connect();

    await expect(again.changes('INBOX', state)).rejects.toMatchObject({ code: 'mail-provider/cursor-lost' });
    await expect(again.fetch('INBOX', [1], state.epoch)).rejects.toMatchObject({ code: 'mail-provider/cursor-lost' });
    await expect(again.setSeen('INBOX', [1], true, state.epoch)).rejects.toMatchObject({
      code: 'mail-provider/cursor-lost',
    });
    await expect(again.move('INBOX', [1], 'Archive', state.epoch)).rejects.toMatchObject({
      code: 'mail-provider/cursor-lost',
    });
  });
}
