import type { Batch } from '../message-bus.ts';
import { accountIds, Log, sampleGroup } from './log.ts';
import type { MessageBusFixture } from './fixture.ts';
import { Recorder } from './recorder.ts';

export function backPressureFacts(fixture: () => MessageBusFixture): void {
  const log = new Log(fixture);

  describe('back-pressure', () => {
    it('is one batch in hand at a time', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      let [inHand, most] = [0, 0];
      const handle = async (batch: Batch): Promise<void> => {
        inHand += 1;
        most = Math.max(most, inHand);
        // Anything that takes a while and is no timer.
        await fixture().events.head();
        await recorder.handle(batch);
        inHand -= 1;
      };
      const group = sampleGroup();
      await using _subscription = await fixture().bus.subscribe({ group, handle, from, maxBatch: 5 });
      const [account = ''] = accountIds(1);
      const ids = [...(await log.add(20, account)), ...(await log.add(20, account))];
      await recorder.until(ids);
      expect(most).toBe(1);
      expect(recorder.ids).toEqual(ids);
    });

    it('waits for a slow handler, and then brings what came meanwhile', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let calls = 0;
      const handle = async (batch: Batch): Promise<void> => {
        calls += 1;
        begun.resolve();
        await release.promise;
        await recorder.handle(batch);
      };
      await using _subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle, from });
      const [account = ''] = accountIds(1);
      const ids = await log.add(1, account);
      await begun.promise;
      for (let count = 0; count < 20; count += 1) ids.push(...(await log.add(10, account)));
      expect(calls).toBe(1);
      release.resolve();
      await recorder.until(ids);
      expect(recorder.ids).toEqual(ids);
    });

    it('does not hold up for ever who keeps pace with a group that stands still', async () => {
      const [from, release] = [await log.head(), Promise.withResolvers<void>()];
      const handle = (): Promise<void> => release.promise;
      await using _subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle, from });
      await log.add(1);
      await expect(fixture().bus.keepPace(from + 1_000_000)).resolves.toBeUndefined();
      release.resolve();
    });
  });
}
