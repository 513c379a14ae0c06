import { mail, WatchLog } from '@mailfold/mail-provider/contract';
import { playing } from './playing.ts';
import { LOGIN } from './imap-server-harness.ts';

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Infinity;

describe('news of new mail', () => {
  it("reaches the listener in the tick in which the server's line is read (ING-2)", async () => {
    await using play = await playing(0, []);
    const watch = new WatchLog(play.session, 'INBOX');
    await play.session.uids('INBOX');
    const delays: number[] = [];
    for (let count = 1; count <= 20; count += 1) {
      const before = watch.events.length;
      await play.server.mailbox(LOGIN).deliver('INBOX', Buffer.from(mail(count)));
      const told = await watch.told('exists', before);
      if (told.kind === 'exists') delays.push(Date.now() - told.at.getTime());
    }
    await watch.stop();

    expect(delays).toHaveLength(20);
    expect(median(delays)).toBeLessThanOrEqual(2);
  });
});
