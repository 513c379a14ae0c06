import type { MessageBusFixture } from './fixture.ts';
import { accountIds, Log, sampleGroup } from './log.ts';
import { Recorder } from './recorder.ts';

export function togetherFacts(fixture: () => MessageBusFixture): void {
  const log = new Log(fixture);

  /** A process whose groups each have a recorder. */
  const started = async (
    { member, groups, from }: { readonly member: string; readonly groups: readonly string[]; readonly from: number },
    recorders: readonly Recorder[],
  ): Promise<AsyncDisposable> => {
    const bus = await fixture().another();
    await bus.subscribeTogether(
      member,
      groups.map((group, nth) => ({ group, from, handle: recorders[nth]?.handle ?? (() => Promise.resolve()) })),
    );
    return bus;
  };

  describe('groups of one process', () => {
    it('each have everything, whoever rejects what the others take', async () => {
      const [failing, other, from] = [new Recorder(), new Recorder(), await log.head()];
      let isMended = false;
      const handle: typeof failing.handle = (batch) =>
        isMended ? failing.handle(batch) : Promise.reject(new Error('not yet'));
      const [one, two] = await fixture().bus.subscribeTogether(sampleGroup(), [
        { group: sampleGroup(), handle, from },
        { group: sampleGroup(), handle: other.handle, from },
      ]);
      const ids = await log.add(5);
      await other.until(ids);
      isMended = true;
      await failing.until(ids);
      expect([failing.ids, other.ids]).toEqual([ids, ids]);
      await Promise.all([one?.stop(), two?.stop()]);
    });

    it('each go on where they had finished', async () => {
      const process = { member: sampleGroup(), groups: [sampleGroup(), sampleGroup()], from: await log.head() };
      const [before, after] = [
        [new Recorder(), new Recorder()],
        [new Recorder(), new Recorder()],
      ];
      const first = await started(process, before);
      const seen = await log.add(3);
      await Promise.all(before.map((one) => one.until(seen)));
      await first[Symbol.asyncDispose]();
      const fresh = await log.add(2);
      await using _second = await started(process, after);
      await Promise.all(after.map((one) => one.until(fresh)));
      expect(after.map(({ ids }) => ids)).toEqual([fresh, fresh]);
    });

    it('are shared out among processes of the same name: each key goes to one of them', async () => {
      const process = { member: sampleGroup(), groups: [sampleGroup(), sampleGroup()], from: await log.head() };
      const all = [new Recorder(), new Recorder()];
      await using _one = await started(process, all);
      await using _other = await started(process, all);
      const accounts = accountIds(20);
      const ids = await log.addInTurn(accounts, 3);
      await Promise.all(all.map((one) => one.until(ids)));
      for (const recorder of all) {
        for (const [index, account] of accounts.entries()) {
          const mine = ids.filter((_, at) => at % accounts.length === index);
          expect([...new Set(recorder.idsOf(account))]).toEqual(mine);
        }
      }
    });

    it('end one by one', async () => {
      const [one, other, from] = [new Recorder(), new Recorder(), await log.head()];
      const [first, second] = await fixture().bus.subscribeTogether(sampleGroup(), [
        { group: sampleGroup(), handle: one.handle, from },
        { group: sampleGroup(), handle: other.handle, from },
      ]);
      await first?.stop();
      const ids = await log.add(3);
      await other.until(ids);
      expect([one.ids, other.ids]).toEqual([[], ids]);
      await second?.stop();
    });
  });
}
