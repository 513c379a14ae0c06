import type { FaultScript } from '@mailfold/imap-server';
import { mails } from '@mailfold/mail-provider/contract';
import { LOGIN } from './imap-server-harness.ts';
import { playing, range } from './playing.ts';

const raw = Buffer.from(mails(1)[0] ?? '');
const known = { epoch: 0, lastUid: 6, modseq: '1' };

describe('a list of every UID', () => {
  it('that leaves one out is read again, and is not settled if it leaves it out each time (ING-7)', async () => {
    await using play = await playing(6, [{ on: 'SEARCH', times: 1, do: { omitUids: [3] } }]);
    const again = await play.session.list('INBOX');
    play.server.playFaults([{ on: 'SEARCH', do: { omitUids: [3] } }]);
    const never = await play.session.list('INBOX');

    expect([again.uids, again.settled]).toEqual([range(6), true]);
    expect([never.uids, never.settled]).toEqual([[1, 2, 4, 5, 6], false]);
  });

  it('is read again while mail comes and goes, until it is of one moment (S6)', async () => {
    const script: FaultScript = [
      { on: 'SEARCH', times: 1, do: { run: ({ mailbox }) => mailbox?.expunge('INBOX', [2]) } },
      { on: 'STATUS', times: 1, do: { run: async ({ mailbox }) => void (await mailbox?.deliver('INBOX', raw)) } },
    ];
    await using play = await playing(6, script);

    const { uids, open, settled } = await play.session.list('INBOX');

    expect([uids, settled, open.messages, open.uidNext]).toEqual([[1, 3, 4, 5, 6, 7], true, 6, 8]);
  });

  it('that never holds still is of the moment when the folder was opened', async () => {
    await using play = await playing(2, [
      { on: 'STATUS', do: { run: async ({ mailbox }) => void (await mailbox?.deliver('INBOX', raw)) } },
    ]);

    const { uids, open, settled } = await play.session.list('INBOX');

    expect([uids.length, open.messages, settled]).toEqual([4, 4, true]);
  });
});

describe('changes of a server without QRESYNC', () => {
  it('say nothing of what is gone while the list does not fit the count (ING-7)', async () => {
    await using play = await playing(6, [{ on: 'SEARCH', do: { omitUids: [3] } }], undefined, { QRESYNC: false });

    const { present, settled, by } = await play.session.changes('INBOX', { ...known, epoch: play.epoch });

    expect([by, settled, present]).toEqual(['condstore', false, { from: 7, uids: [] }]);
  });

  it('say nothing of what is gone while a flag list leaves one out (S4)', async () => {
    await using play = await playing(6, [{ on: 'FETCH', do: { omitUids: [3] } }], undefined, { CONDSTORE: false });

    const { present, settled, by } = await play.session.changes('INBOX', { ...known, epoch: play.epoch });

    expect([by, settled, present]).toEqual(['diff', false, { from: 7, uids: [] }]);
  });
});

describe('a folder of 100,000 messages, every other gone', () => {
  const bytesOf = async (play: Awaited<ReturnType<typeof large>>, call: () => Promise<unknown>): Promise<number> => {
    const before = play.session.received;
    await call();
    return play.session.received - before;
  };
  const large = async (capabilities = {}) => {
    const play = await playing(0, [], undefined, capabilities);
    const mailbox = play.server.mailbox(LOGIN);
    await mailbox.deliverMany(
      'INBOX',
      Array.from({ length: 100_000 }, () => ({ raw })),
    );
    const even = Array.from({ length: 50_000 }, (_, index) => 2 * (index + 1));
    return { ...play, mailbox, even };
  };

  it('is listed in one megabyte (ESEARCH, or SEARCH)', async () => {
    await using play = await large();
    const all = await bytesOf(play, () => play.session.list('INBOX'));
    await play.mailbox.expunge('INBOX', play.even);
    const half = await bytesOf(play, () => play.session.list('INBOX'));

    expect([all < 1_000, half < 400_000]).toEqual([true, true]);
  });
});
