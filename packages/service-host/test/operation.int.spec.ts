import { startOtlpCollector } from '@mailfold/dev-env';
import { MemoryEventStore, type NewEvent } from '@mailfold/event-store';
import { systemClock, systemIds, uuid7 } from '@mailfold/kernel';
import type { Batch, MessageBus } from '@mailfold/message-bus';
import { createMetrics, silentLogger, startTracing, currentTraceId } from '@mailfold/telemetry';
import { z } from 'zod';
import { defineRoute, measuredBus, type Platform, type Progress, type Service, startHost } from '../src/index.ts';
import { type ApiDatabase, apiDatabase } from './test-server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

const happened = (): NewEvent => {
  const id = uuid7();
  const meta = {
    tenantId: uuid7(),
    occurredAt: '2026-11-02T09:00:00.000Z',
    causationId: id,
    correlationId: id,
  } as const;
  return { id, type: 'x.Happened.v1', data: {}, meta: { ...meta, origin: 'live' } };
};

describe('what a host tells operators (OPS-2)', () => {
  let database: ApiDatabase;
  beforeAll(async () => {
    database = await apiDatabase();
  });
  afterAll(() => database[Symbol.asyncDispose]());

  /** A store with two events that are a minute old, and a service that stands where it says. */
  const host = async (progress: () => readonly Progress[], more: Partial<Service> = {}) => {
    const events = new MemoryEventStore({ clock: { now: () => new Date(Date.now() - 60_000) } });
    for (let nth = 0; nth < 2; nth += 1)
      await events.append({ stream: `x-${nth}`, expected: 'any', events: [happened()] });
    const platform: Platform = {
      events,
      rows: database.rows,
      bus: Object.create(null),
      clock: systemClock,
      ids: systemIds,
      log: silentLogger,
    };
    const service: Service = {
      name: 'one',
      migrations: [],
      routes: [],
      runners: [],
      start: async () => undefined,
      stop: async () => undefined,
      progress,
      ...more,
    };
    return startHost({ platform, services: [service] });
  };

  const readiness = async (url: string) => {
    const answer = await fetch(`${url}/readyz`);
    return { status: answer.status, ...Ready.parse(await answer.json()) };
  };
  const Ready = z.object({
    parts: z.array(z.object({ part: z.string(), ready: z.boolean(), words: z.string().optional() })),
  });

  it('is ready once every processor has caught up, and says which has not', async () => {
    let position = 1;
    await using running = await host(() => [
      { name: 'one.behind', position },
      { name: 'one.there', position: 2 },
    ]);
    const before = await readiness(running.server.url);
    expect(before.status).toBe(503);
    expect(before.parts).toEqual([
      { part: 'database', ready: true },
      { part: 'event store', ready: true },
      {
        part: 'processor one.behind',
        ready: false,
        words: expect.stringMatching(/^It is 6\d s behind, more than 30 s/),
      },
      { part: 'processor one.there', ready: true },
    ]);
    position = 2;
    expect((await readiness(running.server.url)).status).toBe(200);
  });

  it('is not ready while the bus does not say how far behind it is', async () => {
    let lag: NonNullable<Progress['lag']> = 'unknown';
    await using running = await host(() => [{ name: 'one.p', position: 0, lag }]);
    const { status, parts } = await readiness(running.server.url);
    expect(status).toBe(503);
    expect(parts[2]).toMatchObject({ part: 'processor one.p', words: expect.stringContaining('broker') });
    lag = { events: 9, seconds: 0.5 };
    expect((await readiness(running.server.url)).status).toBe(200);
    const text = await (await fetch(`${running.server.url}/metrics`)).text();
    expect(text).toContain('mailfold_consumer_lag_events{group="one.p",service="mailfold"} 9\n');
  });

  it('tells the figures of its services', async () => {
    await using running = await host(() => [], {
      figures: async () => [{ name: 'mailfold_relay_lag_events', labels: { shard: '0' }, value: 4 }],
    });
    const text = await (await fetch(`${running.server.url}/metrics`)).text();
    expect(text).toContain('mailfold_relay_lag_events{shard="0",service="mailfold"} 4\n');
  });

  it('counts batches and events by group', async () => {
    using metrics = createMetrics({ service: 'x' });
    const handlers: ((batch: Batch) => Promise<void>)[] = [];
    const bus: MessageBus = Object.assign(Object.create(null), {
      subscribe: async ({ handle }: { handle: (batch: Batch) => Promise<void> }) => void handlers.push(handle),
    });
    let fails = true;
    await measuredBus(bus, metrics).subscribe({
      group: 'g',
      handle: async () => {
        if (fails) throw new Error('away');
      },
    });
    const batch = { events: Array.from({ length: 3 }, () => Object.create(null)), position: 3 };
    await expect(handlers[0]?.(batch)).rejects.toThrow('away');
    fails = false;
    await handlers[0]?.(batch);
    const text = await metrics.text();
    expect(text).toContain('mailfold_processor_batches_failed_total{group="g",service="x"} 1\n');
    expect(text).toContain('mailfold_processor_events_total{group="g",service="x"} 3\n');
    expect(text).toContain('mailfold_processor_batch_duration_seconds_count{service="x",group="g"} 1\n');
  });

  it('continues the trace of a request, by the route and never by the path', async () => {
    await using collector = await startOtlpCollector();
    const tracing = await startTracing({ service: 'api', otlpUrl: collector.url });
    const route = defineRoute({
      method: 'GET',
      url: '/v1/people/:name',
      summary: 'x',
      tags: ['x'],
      auth: 'none',
      params: z.object({ name: z.string() }),
      answers: { 200: z.object({ trace: z.string().optional() }) },
      handle: () => ({ trace: currentTraceId() }),
    });
    await using running = await host(() => [], { routes: [route] });
    const answer = await fetch(`${running.server.url}/v1/people/ann@customer.example?q=secret`, {
      headers: { traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
    });
    expect(await answer.json()).toEqual({ trace: TRACE });
    await fetch(`${running.server.url}/healthz`);
    await tracing[Symbol.asyncDispose]();
    expect(collector.spans).toMatchObject([
      {
        name: 'GET /v1/people/:name',
        traceId: TRACE,
        parentSpanId: 'b7ad6b7169203331',
        attributes: { 'http.response.status_code': 200 },
      },
    ]);
    expect(JSON.stringify(collector.bodies)).not.toMatch(/ann|secret/);
  });
});
