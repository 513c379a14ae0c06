import { MemoryEventStore } from '@mailfold/event-store';
import { uuid7 } from '@mailfold/kernel';
import { follow } from '../../src/events/follow.ts';

describe('following the log', () => {
  it('ends when the signal aborts, while it waits for the next event', async () => {
    const store = new MemoryEventStore();
    const [id, tenantId] = [uuid7(), uuid7()];
    const meta = { tenantId, occurredAt: '2026-11-02T09:00:00.000Z', causationId: id, correlationId: id };
    const event = { id, type: 'a.A.v1', data: {}, meta: { ...meta, origin: 'live' as const } };
    await store.append({ stream: 'a-1', expected: 'none', events: [event] });
    const leave = new AbortController();
    const seen: unknown[] = [];
    for await (const one of follow(store, { after: 0, filter: { tenantId }, signal: leave.signal })) {
      seen.push(one);
      setImmediate(() => leave.abort());
    }
    expect(seen).toMatchObject([{ event: 'a.A.v1', data: { id } }]);
  });
});
