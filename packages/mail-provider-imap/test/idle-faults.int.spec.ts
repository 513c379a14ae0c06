import { WatchLog } from '@mailfold/mail-provider/contract';
import { ImapMailProvider } from '../src/index.ts';
import { LOGIN, settingsFor, startServer } from './imap-server-harness.ts';
import { impatient, playing } from './playing.ts';
import { guard } from './loopback.ts';

describe('IDLE', () => {
  it('is entered again and again, and tells of what comes (S16)', async () => {
    await using play = await playing(0, []);
    let rounds = 0;
    const several = new Promise<void>((resolve) => {
      play.server.on('command', ({ command }) => {
        rounds += command === 'IDLE' ? 1 : 0;
        if (rounds === 3) resolve();
      });
    });
    const watch = new WatchLog(play.session, 'INBOX');
    await several;
    await play.server.mailbox(LOGIN).deliver('INBOX', Buffer.from('Subject: x\r\n\r\n'));

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    await watch.stop();
  });

  it('that died in silence is noticed (S15)', async () => {
    await using play = await playing(0, [{ on: 'IDLE', do: 'go-deaf' }]);
    const watch = new WatchLog(play.session, 'INBOX');

    expect(await watch.told('closed')).toMatchObject({ error: { code: 'mail-provider/unreachable' } });
    await watch.ended;
  });

  it('that is never acknowledged is noticed (S15)', async () => {
    await using play = await playing(0, [{ on: 'IDLE', do: 'never-answer' }]);
    const watch = new WatchLog(play.session, 'INBOX');

    expect((await watch.told('closed')).kind).toBe('closed');
  });

  it('that the server ends with a goodbye is told, and nothing is lost over it (S16)', async () => {
    await using play = await playing(0, [{ on: 'IDLE', do: { idleEndsAfterMs: 20 } }]);
    const watch = new WatchLog(play.session, 'INBOX');
    await watch.told('closed');
    play.server.playFaults();
    await play.server.mailbox(LOGIN).deliver('INBOX', Buffer.from('Subject: x\r\n\r\n'));
    await using again = await impatient.connect(settingsFor(play.server));
    const next = new WatchLog(again, 'INBOX');

    expect(await next.told('exists')).toMatchObject({ messages: 1 });
    await next.stop();
  });

  it('that a server ends twice after the same time is left before that the next time (S16)', async () => {
    const patient = new ImapMailProvider({ guard, timeouts: { idleMs: 60_000, leastIdleMs: 10 } });
    await using server = await startServer({ faults: [{ on: 'IDLE', do: { idleEndsAfterMs: 400 } }] });
    const watchOnce = async () => {
      const session = await patient.connect(settingsFor(server));
      await session.open('INBOX');
      return { session, watch: new WatchLog(session, 'INBOX') };
    };
    for (let count = 0; count < 2; count += 1) await (await watchOnce()).watch.told('closed');
    let rounds = 0;
    const third = new Promise<void>((resolve) => {
      server.on('command', ({ command }) => {
        rounds += command === 'IDLE' ? 1 : 0;
        if (rounds === 3) resolve();
      });
    });
    const { session, watch } = await watchOnce();
    await third;

    expect(session.closed).toBe(false);
    await watch.stop();
    await session[Symbol.asyncDispose]();
  });

  it('goes on while nobody watches, and is taken up again', async () => {
    await using play = await playing(0, []);
    let rounds = 0;
    play.server.on('command', ({ command }) => {
      rounds += command === 'IDLE' ? 1 : 0;
    });
    for (let count = 1; count <= 3; count += 1) {
      const watch = new WatchLog(play.session, 'INBOX');
      await play.server.mailbox(LOGIN).deliver('INBOX', Buffer.from('Subject: x\r\n\r\n'));
      await watch.told('exists');
      await watch.stop();
    }

    expect(await play.session.uids('INBOX')).toEqual([1, 2, 3]);
    expect(rounds).toBeLessThanOrEqual(3);
  });

  it('that is refused is replaced by looking now and then', async () => {
    await using play = await playing(0, [{ on: 'IDLE', do: { no: 'not here' } }]);
    const watch = new WatchLog(play.session, 'INBOX');
    await play.server.mailbox(LOGIN).deliver('INBOX', Buffer.from('Subject: x\r\n\r\n'));

    expect(await watch.told('exists')).toMatchObject({ messages: 1 });
    await watch.stop();
  });
});
