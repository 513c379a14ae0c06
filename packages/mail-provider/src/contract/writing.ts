import type { Account } from './account.ts';
import { mails } from './mails.ts';

export function writingContract(account: Account): void {
  const start = async (count: number) => {
    await account.harness.place(
      'INBOX',
      mails(count).map((raw) => ({ raw })),
    );
    const session = await account.connect();
    return { session, ...(await session.open('INBOX')) };
  };

  it('moves exactly these messages and tells where to (WBK-4, WBK-5)', async () => {
    const { session, epoch } = await start(4);

    const moved = await session.move('INBOX', [2, 4], 'Archive', epoch);
    const archive = await session.open('Archive');
    const there = await session.uids('Archive');

    expect(moved.map(({ from }) => from)).toEqual([2, 4]);
    expect(await session.uids('INBOX')).toEqual([1, 3]);
    const where = there.map((uid) => ({ epoch: archive.epoch, uid }));
    expect(moved.map(({ to }) => to)).toEqual(account.harness.tellsWhereMoved ? where : [undefined, undefined]);
  });

  it('moves what is there and does not name what is gone', async () => {
    const { session, epoch } = await start(3);
    await account.harness.expunge('INBOX', [2]);

    const moved = await session.move('INBOX', [2, 3], 'Archive', epoch);

    expect(moved.map(({ from }) => from)).toEqual([3]);
    expect(await session.move('INBOX', [2, 3], 'Archive', epoch)).toEqual([]);
  });

  it('moves nothing when the target does not exist', async () => {
    const { session, epoch } = await start(2);

    await expect(session.move('INBOX', [1], 'Never made', epoch)).rejects.toMatchObject({ code: 'mail-provider/gone' });
    expect(await session.uids('INBOX')).toEqual([1, 2]);
  });

  it('marks messages as seen and unseen, and names those that are so afterwards (WBK-3)', async () => {
    const { session, epoch } = await start(3);

    expect(await session.setSeen('INBOX', [1, 3], true, epoch)).toEqual([1, 3]);
    expect(await session.setSeen('INBOX', [3], false, epoch)).toEqual([3]);
    const now = await session.flags('INBOX', [1, 2, 3]);
    expect(now.map(({ flags }) => flags.seen)).toEqual([true, false, false]);
  });

  it('does not name a message that is gone as marked', async () => {
    const { session, epoch } = await start(2);
    await account.harness.expunge('INBOX', [1]);

    expect(await session.setSeen('INBOX', [1, 2], true, epoch)).toEqual([2]);
  });
}
