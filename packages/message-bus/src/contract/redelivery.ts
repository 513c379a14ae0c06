import type { Batch } from '../message-bus.ts';
import { accountIds, Log, sampleGroup } from './log.ts';
import type { MessageBusFixture } from './fixture.ts';
import { Recorder } from './recorder.ts';

export function redeliveryFacts(fixture: () => MessageBusFixture): void {
  const log = new Log(fixture);

  describe('a handler that rejects', () => {
    it('gets the same events again, and no later one of their key before they are finished', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      const attempts: Batch[] = [];
      const handle = async (batch: Batch): Promise<void> => {
        attempts.push(batch);
        if (attempts.length <= 3) throw new Error('not now');
        await recorder.handle(batch);
      };
      const [account = ''] = accountIds(1);
      const first = await log.add(2, account);
      await using _subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle, from });
      const second = await log.add(2, account);
      await recorder.until([...first, ...second]);
      expect(recorder.idsOf(account)).toEqual([...first, ...second]);
      for (const attempt of attempts.slice(0, 4)) expect(attempt.events[0]?.id).toBe(first[0]);
    });

    it('is asked again after pauses that grow', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      const times: number[] = [];
      const handle = async (batch: Batch): Promise<void> => {
        times.push(performance.now());
        if (times.length <= 4) throw new Error('not now');
        await recorder.handle(batch);
      };
      const ids = await log.add(1);
      await using _subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle, from });
      await recorder.until(ids);
      const pauses = times.slice(1).map((time, index) => time - (times[index] ?? time));
      expect(Math.min(...pauses)).toBeGreaterThan(10);
      expect(pauses.at(-1)).toBeGreaterThan(pauses[0] ?? Number.NaN);
    });

    it('may throw at once too', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      let thrown = false;
      const handle = (batch: Batch): Promise<void> => {
        if (thrown) return recorder.handle(batch);
        thrown = true;
        throw new Error('before any promise');
      };
      const ids = await log.add(1);
      await using _subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle, from });
      await recorder.until(ids);
      expect(recorder.ids).toEqual(ids);
    });

    it('holds up no other group', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      const { bus } = fixture();
      await using _stuck = await bus.subscribe({
        group: sampleGroup(),
        handle: () => Promise.reject(new Error('never')),
        from,
      });
      await using _other = await bus.subscribe({ group: sampleGroup(), handle: recorder.handle, from });
      const ids = await log.add(3);
      await recorder.until(ids);
      expect(recorder.ids).toEqual(ids);
    });

    it('can be stopped while it is waited for', async () => {
      const from = await log.head();
      const rejected = Promise.withResolvers<void>();
      const handle = (): Promise<void> => {
        rejected.resolve();
        return Promise.reject(new Error('never'));
      };
      const subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle, from });
      await log.add(1);
      await rejected.promise;
      await subscription.stop();
      expect(subscription.position).toBe(from);
    });
  });
}
