import type { Batch } from '../message-bus.ts';
import { accountIds, Log, sampleGroup } from './log.ts';
import type { MessageBusFixture } from './fixture.ts';
import { Recorder } from './recorder.ts';

const ACCOUNTS = 40;

export function memberFacts(fixture: () => MessageBusFixture): void {
  const log = new Log(fixture);

  describe('members of one group', () => {
    it('share the keys: each key goes to one of them, and both have some', async () => {
      const [group, from] = [sampleGroup(), await log.head()];
      const [one, other, both] = [new Recorder(), new Recorder(), new Recorder()];
      const { bus } = fixture();
      await using _one = await bus.subscribe({ group, handle: tee(one, both), from });
      await using _other = await bus.subscribe({ group, handle: tee(other, both), from });
      const ids = await log.addInTurn(accountIds(ACCOUNTS), 3);
      await both.until(ids);
      expect(both.ids).toHaveLength(ids.length);
      expect(one.keys.intersection(other.keys).size).toBe(0);
      expect(Math.min(one.keys.size, other.keys.size)).toBeGreaterThan(ACCOUNTS / 8);
    });

    it('are given the keys of one that leaves, in order and without a loss', async () => {
      const [group, from, accounts] = [sampleGroup(), await log.head(), accountIds(ACCOUNTS)];
      const [stays, leaves, both] = [new Recorder(), new Recorder(), new Recorder()];
      const { bus } = fixture();
      await using _stays = await bus.subscribe({ group, handle: tee(stays, both), from });
      const leaving = await bus.subscribe({ group, handle: tee(leaves, both), from });
      const before = await log.addInTurn(accounts, 2);
      await both.until(before);
      await leaving.stop();
      const seen = leaves.ids.length;
      const after = await log.addInTurn(accounts, 2);
      await both.until(after);
      expect(leaves.ids).toHaveLength(seen);
      const all = [...before, ...after];
      for (const [index, account] of accounts.entries()) {
        expect(both.idsOf(account)).toEqual(all.filter((_, at) => at % ACCOUNTS === index));
      }
    });

    it('take over what a member that leaves had not finished', async () => {
      const [group, from, both] = [sampleGroup(), await log.head(), new Recorder()];
      const { bus } = fixture();
      const begun = Promise.withResolvers<void>();
      const cut = Promise.withResolvers<never>();
      const stuck = (): Promise<never> => {
        begun.resolve();
        return cut.promise;
      };
      const leaving = await bus.subscribe({ group, handle: stuck, from });
      await using _stays = await bus.subscribe({ group, handle: both.handle, from });
      const ids = await log.addInTurn(accountIds(ACCOUNTS), 1);
      await begun.promise;
      const left = leaving.stop();
      cut.reject(new Error('the process is ending'));
      await left;
      await both.until(ids);
      expect(new Set(both.ids)).toEqual(new Set(ids));
    });

    it('share with one that joins', async () => {
      const [group, from, accounts] = [sampleGroup(), await log.head(), accountIds(ACCOUNTS)];
      const [first, joins, both] = [new Recorder(), new Recorder(), new Recorder()];
      const { bus } = fixture();
      await using _first = await bus.subscribe({ group, handle: tee(first, both), from });
      await both.until(await log.addInTurn(accounts, 1));
      await using _joins = await bus.subscribe({ group, handle: tee(joins, both), from });
      await both.until(await log.addInTurn(accounts, 1));
      expect(joins.keys.size).toBeGreaterThan(0);
      expect(both.ids).toHaveLength(ACCOUNTS * 2);
    });
  });
}

const tee =
  (own: Recorder, all: Recorder) =>
  async (batch: Batch): Promise<void> => {
    await own.handle(batch);
    await all.handle(batch);
  };
