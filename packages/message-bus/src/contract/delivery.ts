import { keyOf } from '@mailfold/event-store';
import { sampleEvent, sampleStream } from '@mailfold/event-store/contract';
import { accountIds, Log, sampleGroup } from './log.ts';
import type { MessageBusFixture } from './fixture.ts';
import { Recorder } from './recorder.ts';

export function deliveryFacts(fixture: () => MessageBusFixture): void {
  const log = new Log(fixture);

  describe('delivery', () => {
    it('brings what is there and what comes, in order within each key', async () => {
      const [recorder, accounts, from] = [new Recorder(), accountIds(3), await log.head()];
      const before = await log.addInTurn(accounts, 4);
      await using _subscription = await fixture().bus.subscribe({
        group: sampleGroup(),
        handle: recorder.handle,
        from,
      });
      await recorder.until(before);
      const after = await log.addInTurn(accounts, 4);
      await recorder.until(after);
      const all = [...before, ...after];
      for (const [index, account] of accounts.entries()) {
        expect(recorder.idsOf(account)).toEqual(all.filter((_, at) => at % accounts.length === index));
      }
    });

    it('brings everything to each group', async () => {
      const [one, other, from] = [new Recorder(), new Recorder(), await log.head()];
      const { bus } = fixture();
      await using _one = await bus.subscribe({ group: sampleGroup(), handle: one.handle, from });
      await using _other = await bus.subscribe({ group: sampleGroup(), handle: other.handle, from });
      const ids = await log.add(5);
      await Promise.all([one.until(ids), other.until(ids)]);
      expect([one.ids, other.ids]).toEqual([ids, ids]);
    });

    it('begins where it is told, when the group has no place', async () => {
      const recorder = new Recorder();
      await log.add(3);
      const from = await log.head();
      const ids = await log.add(2);
      await using _subscription = await fixture().bus.subscribe({
        group: sampleGroup(),
        handle: recorder.handle,
        from,
      });
      await recorder.until(ids);
      expect(recorder.ids).toEqual(ids);
    });

    it('begins at the first event, when it is told nothing', async () => {
      const recorder = new Recorder();
      await log.add(1);
      const [first] = await fixture().events.readAll({ after: 0, max: 1 });
      if (first === undefined) throw new Error('one was appended');
      await using _subscription = await fixture().bus.subscribe({ group: sampleGroup(), handle: recorder.handle });
      await recorder.until([first.id]);
      expect(recorder.idsOf(keyOf(first))[0]).toBe(first.id);
    });

    it('cuts batches no larger than asked, and tells how far each goes', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      const ids = await log.add(25);
      await using subscription = await fixture().bus.subscribe({
        group: sampleGroup(),
        handle: recorder.handle,
        from,
        maxBatch: 10,
      });
      await recorder.until(ids);
      expect(Math.max(...recorder.batches.map((batch) => batch.events.length))).toBeLessThanOrEqual(10);
      for (const { events, position } of recorder.batches) {
        expect(position).toBeGreaterThanOrEqual(events.at(-1)?.position ?? Number.NaN);
      }
      await subscription.stop();
      expect(subscription.position).toBe(await log.head());
    });

    it('tells of each key how far it is finished, and never more', async () => {
      const [recorder, accounts, from] = [new Recorder(), accountIds(3), await log.head()];
      const early: number[] = [];
      const subscription = await fixture().bus.subscribe({
        group: sampleGroup(),
        from,
        handle: async (batch) => {
          const [first] = batch.events;
          if (first !== undefined) early.push(subscription.finished(keyOf(first)) - first.position);
          await recorder.handle(batch);
        },
      });
      await using _subscription = subscription;
      await recorder.until(await log.addInTurn(accounts, 3));
      await subscription.stop();
      expect(Math.max(...early)).toBeLessThan(0);
      for (const account of accounts) {
        const last = recorder.events.filter((event) => keyOf(event) === account).at(-1);
        expect(subscription.finished(account)).toBeGreaterThanOrEqual(last?.position ?? Number.NaN);
      }
    });

    it('brings what is said not to be ripe, in its order, though nothing follows', async () => {
      const [recorder, accounts, from] = [new Recorder(), accountIds(2), await log.head()];
      const ids = await log.addInTurn(accounts, 3);
      await using subscription = await fixture().bus.subscribe({
        group: sampleGroup(),
        handle: recorder.handle,
        from,
        ripe: (events) => Math.min(1, events.length - 1),
      });
      await recorder.until(ids);
      for (const [index, account] of accounts.entries()) {
        expect(recorder.idsOf(account)).toEqual(ids.filter((_, at) => at % accounts.length === index));
      }
      await subscription.stop();
      expect(subscription.position).toBe(await log.head());
    });

    it('keys events without an account by their tenant', async () => {
      const [recorder, from] = [new Recorder(), await log.head()];
      const { events, bus } = fixture();
      await using _subscription = await bus.subscribe({ group: sampleGroup(), handle: recorder.handle, from });
      const [tenantId = ''] = accountIds(1);
      const { accountId: _none, ...meta } = sampleEvent().meta;
      const event = { ...sampleEvent(), meta: { ...meta, tenantId } };
      await events.append({ stream: sampleStream('directory'), expected: 'none', events: [event] });
      await recorder.until([event.id]);
      expect(recorder.idsOf(tenantId)).toEqual([event.id]);
    });
  });
}
