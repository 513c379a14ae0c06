import type { Batch } from '../message-bus.ts';
import { Log, sampleGroup } from './log.ts';
import type { MessageBusFixture } from './fixture.ts';
import { Recorder } from './recorder.ts';

export function resumingFacts(fixture: () => MessageBusFixture): void {
  const log = new Log(fixture);

  describe('resuming', () => {
    it('goes on where the group had finished, whatever `from` says', async () => {
      const [group, from] = [sampleGroup(), await log.head()];
      const [before, after] = [new Recorder(), new Recorder()];
      const first = await fixture().bus.subscribe({ group, handle: before.handle, from });
      await before.until(await log.add(3));
      await first.stop();
      const ids = await log.add(2);
      await using _second = await fixture().bus.subscribe({ group, handle: after.handle, from: 0 });
      await after.until(ids);
      expect(after.ids).toEqual(ids);
    });

    it('goes on after a new start, and loses nothing', async () => {
      const [group, from] = [sampleGroup(), await log.head()];
      const [before, after] = [new Recorder(), new Recorder()];
      const old = await fixture().another();
      await old.subscribe({ group, handle: before.handle, from });
      await before.until(await log.add(3));
      await old[Symbol.asyncDispose]();
      const ids = await log.add(2);
      await using fresh = await fixture().another();
      await fresh.subscribe({ group, handle: after.handle, from });
      await after.until(ids);
      expect(after.ids.slice(-2)).toEqual(ids);
    });

    it('brings again what was in hand when it was cut off', async () => {
      const [group, from, recorder] = [sampleGroup(), await log.head(), new Recorder()];
      const begun = Promise.withResolvers<void>();
      const cut = Promise.withResolvers<never>();
      const handle = (): Promise<never> => {
        begun.resolve();
        return cut.promise;
      };
      const old = await fixture().bus.subscribe({ group, handle, from });
      const ids = await log.add(3);
      await begun.promise;
      const stopping = old.stop();
      cut.reject(new Error('the process is ending'));
      await stopping;
      await using _fresh = await fixture().bus.subscribe({ group, handle: recorder.handle, from });
      await recorder.until(ids);
      expect(recorder.ids).toEqual(ids);
    });
  });

  describe('stopping', () => {
    it('waits for the batch in hand and delivers nothing afterwards', async () => {
      const [group, from, recorder] = [sampleGroup(), await log.head(), new Recorder()];
      const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const handle = async (batch: Batch): Promise<void> => {
        begun.resolve();
        await release.promise;
        await recorder.handle(batch);
      };
      const subscription = await fixture().bus.subscribe({ group, handle, from, maxBatch: 1 });
      const ids = await log.add(3);
      await begun.promise;
      const stopped = subscription.stop();
      release.resolve();
      await stopped;
      await log.add(1);
      expect(recorder.ids).toEqual(ids.slice(0, 1));
      expect(subscription.position).toBe(recorder.events[0]?.position);
    });

    it('can be asked for twice', async () => {
      const subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle: new Recorder().handle });
      await Promise.all([subscription.stop(), subscription.stop()]);
      expect(subscription.position).toBeGreaterThanOrEqual(0);
    });

    it('may be followed at once by another subscription of the group', async () => {
      const [group, from] = [sampleGroup(), await log.head()];
      const [one, other] = [new Recorder(), new Recorder()];
      const first = await fixture().bus.subscribe({ group, handle: one.handle, from });
      const stopped = first.stop();
      await using _second = await fixture().bus.subscribe({ group, handle: other.handle, from });
      await stopped;
      const ids = await log.add(2);
      await other.until(ids);
      expect(other.ids).toEqual(ids);
    });
  });
}
