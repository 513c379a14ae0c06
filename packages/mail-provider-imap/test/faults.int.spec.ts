import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { playing, range, uidsOf } from './playing.ts';
import { guard } from './loopback.ts';

describe('UIDVALIDITY (S2)', () => {
  it.each([null, 0, 4_294_967_296])('%j makes the folder one to be parked, not an error', async (uidValidity) => {
    await using play = await playing(1, [{ on: ['SELECT', 'STATUS', 'LIST'], do: { uidValidity } }]);

    const open = await play.session.open('INBOX');
    const inbox = (await play.session.folders()).find(({ path }) => path === 'INBOX');

    expect([open.epoch, inbox?.epoch]).toEqual([0, 0]);
  });
});

describe('what a FETCH leaves out', () => {
  it('is asked for again before it is believed (S4)', async () => {
    await using play = await playing(5, [{ on: 'FETCH', times: 1, do: { omitUids: [2, 4] } }]);

    const { messages, missing } = await play.session.fetch('INBOX', range(5), play.epoch);

    expect([uidsOf(messages).toSorted((a, b) => a - b), missing]).toEqual([range(5), []]);
  });

  it('is named as missing when it is left out again (S4)', async () => {
    await using play = await playing(5, [{ on: 'FETCH', do: { omitUids: [2, 4] } }]);

    const { messages, missing } = await play.session.fetch('INBOX', range(5), play.epoch);

    expect([uidsOf(messages), missing]).toEqual([
      [1, 3, 5],
      [2, 4],
    ]);
  });

  it('is named as missing when its body cannot be read yet (S26)', async () => {
    await using play = await playing(3, [{ on: 'FETCH', times: 2, do: { nilBodyUids: [3] } }]);

    const first = await play.session.fetch('INBOX', range(3), play.epoch);
    const second = await play.session.fetch('INBOX', [3], play.epoch);

    expect([uidsOf(first.messages), first.missing]).toEqual([[1, 2], [3]]);
    expect(uidsOf(second.messages)).toEqual([3]);
  });

  it('is named as missing when it was expunged in between (S7)', async () => {
    await using play = await playing(3, [
      { on: 'FETCH', times: 1, do: { run: ({ mailbox }) => mailbox?.expunge('INBOX', [2]) } },
    ]);

    const { messages, missing } = await play.session.fetch('INBOX', range(3), play.epoch);

    expect([uidsOf(messages), missing]).toEqual([[1, 3], [2]]);
  });
});

describe('a NO to a range', () => {
  it('is traced to the messages that are refused; the others are read (S8)', async () => {
    await using play = await playing(40, [{ on: 'FETCH', do: { refuseUids: [7, 23] } }]);

    const { messages, refused, missing } = await play.session.fetch('INBOX', range(40), play.epoch);

    expect(uidsOf(messages).toSorted((a, b) => a - b)).toEqual(range(40).filter((uid) => uid !== 7 && uid !== 23));
    expect(refused.map(({ uid }) => uid).toSorted((a, b) => a - b)).toEqual([7, 23]);
    expect(refused[0]?.reason).not.toBe('');
    expect(missing).toEqual([]);
  });

  it('that means "slow down" stops the call and leaves the session usable (S18)', async () => {
    await using play = await playing(3, [
      { on: 'FETCH', times: 1, do: { no: 'Slow down', code: 'THROTTLED', delayMs: 20 } },
    ]);

    const { code, retry } = await failureOf(play.session.fetch('INBOX', range(3), play.epoch));
    const { messages } = await play.session.fetch('INBOX', range(3), play.epoch);

    expect([code, retry, messages.length]).toEqual(['mail-provider/throttled', 'backoff', 3]);
  });
});

describe('a connection that breaks', () => {
  it('in the middle of a fetch closes the session and says where it stood', async () => {
    await using play = await playing(50, [{ on: 'FETCH', do: { dropAfterBytes: 3_000 } }]);

    const { code, details } = await failureOf(play.session.fetch('INBOX', range(50), play.epoch));

    expect([code, play.session.closed]).toEqual(['mail-provider/unreachable', true]);
    expect(details['suspectUid']).toBeGreaterThan(1);
  });

  it.each([200e6, 4 * 2 ** 30])(
    'over a literal of %d bytes ends the session before memory is taken (X16)',
    async (size) => {
      await using play = await playing(2, [{ on: 'FETCH', do: { literalOfSize: size } }]);
      const before = process.memoryUsage().rss;

      const { code, details } = await failureOf(play.session.fetch('INBOX', [1, 2], play.epoch));

      expect([code, details['reason'], details['suspectUid']]).toEqual([
        'mail-provider/unreachable',
        'LiteralTooLarge',
        1,
      ]);
      expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    },
  );

  it('over a line without end is the end of the session, not of the memory (X16)', async () => {
    await using play = await playing(1, [{ on: 'FETCH', do: 'endless-line' }]);

    const { code, details } = await failureOf(play.session.fetch('INBOX', [1], play.epoch));

    expect([code, details['reason']]).toEqual(['mail-provider/unreachable', 'LineTooLarge']);
  });

  it('by silence is noticed', async () => {
    const provider = new ImapMailProvider({ guard, timeouts: { silenceMs: 300 } });
    await using play = await playing(1, [{ on: 'FETCH', do: 'go-deaf' }], provider);

    const { code } = await failureOf(play.session.fetch('INBOX', [1], play.epoch));

    expect([code, play.session.closed]).toEqual(['mail-provider/unreachable', true]);
  });

  it('by talk without end is noticed', async () => {
    const provider = new ImapMailProvider({ guard, timeouts: { callMs: 300 } });
    await using play = await playing(1, [{ on: 'FETCH', do: { endlessLines: '* OK wait' } }], provider);

    const { code, details } = await failureOf(play.session.fetch('INBOX', [1], play.epoch));

    expect([code, details['reason'], play.session.closed]).toEqual(['mail-provider/unreachable', 'timeout', true]);
  });

  it('by a goodbye that speaks of too many connections is throttling (S17)', async () => {
    await using play = await playing(1, [{ on: 'SEARCH', do: { bye: '[LIMIT] Too many connections' } }]);

    const { code } = await failureOf(play.session.uids('INBOX'));

    expect(code).toBe('mail-provider/throttled');
  });
});
