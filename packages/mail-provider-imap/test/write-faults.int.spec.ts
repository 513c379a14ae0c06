import { mails } from '@mailfold/mail-provider/contract';
import { failureOf } from './failure-of.ts';
import { LOGIN, settingsFor, startServer } from './imap-server-harness.ts';
import { impatient, playing, uidsOf } from './playing.ts';

describe('writing', () => {
  it('does not believe a STORE that changed nothing', async () => {
    await using play = await playing(2, [{ on: 'STORE', do: { modifiedUids: [1] } }]);

    expect(await play.session.setSeen('INBOX', [1, 2], true, play.epoch)).toEqual([2]);
  });

  it('that is refused says so', async () => {
    await using play = await playing(1, [{ on: ['STORE', 'MOVE'], do: { no: 'read-only', code: 'NOPERM' } }]);
    const stored = await failureOf(play.session.setSeen('INBOX', [1], true, play.epoch));
    const moved = await failureOf(play.session.move('INBOX', [1], 'Archive', play.epoch));

    expect([stored.code, moved.code]).toEqual(['mail-provider/rejected', 'mail-provider/rejected']);
  });

  it('whose answer is lost can be looked up (E13)', async () => {
    await using play = await playing(2, [{ on: 'MOVE', times: 1, do: 'lose-answer' }]);
    const { code } = await failureOf(play.session.move('INBOX', [1], 'Archive', play.epoch));
    await using again = await impatient.connect(settingsFor(play.server));

    expect(code).toBe('mail-provider/unreachable');
    expect(await again.move('INBOX', [1], 'Archive', play.epoch)).toEqual([]);
    expect(await again.uids('Archive')).toEqual([1]);
  });

  it('never deletes what others marked as deleted', async () => {
    await using server = await startServer({ capabilities: { MOVE: false, UIDPLUS: false } });
    const mailbox = server.mailbox(LOGIN);
    await mailbox.deliverMany(
      'INBOX',
      mails(3).map((raw) => ({ raw: Buffer.from(raw) })),
    );
    await mailbox.setFlags('INBOX', { uids: [3], operation: 'add', flags: ['\\Deleted'] });
    await using session = await impatient.connect(settingsFor(server));
    const { epoch } = await session.open('INBOX');

    const { code } = await failureOf(session.move('INBOX', [1], 'Archive', epoch));

    expect([code, uidsOf(mailbox.list('INBOX'))]).toEqual(['mail-provider/unsupported', [1, 2, 3]]);
  });
});
