import { systemClock, systemIds } from '@mailfold/kernel';
import { silentLogger } from '@mailfold/telemetry';
import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { defineRoute, type Platform, type Service, startHost } from '../src/index.ts';
import { type ApiDatabase, apiDatabase } from './test-server.ts';

describe('the host', () => {
  let database: ApiDatabase;
  let platform: Platform;

  beforeAll(async () => {
    database = await apiDatabase();
    // The host itself uses rows, clock, ids and log only.
    platform = {
      events: Object.create(null),
      bus: Object.create(null),
      rows: database.rows,
      clock: systemClock,
      ids: systemIds,
      log: silentLogger,
    };
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });

  const service = (name: string, told: string[], more: Partial<Service> = {}): Service => ({
    name,
    migrations: [
      { name: `${name}/001`, sql: `create schema if not exists ${name}; create table if not exists ${name}.t (n int)` },
    ],
    routes: [
      defineRoute({
        method: 'GET',
        url: `/v1/${name}`,
        summary: name,
        tags: [],
        auth: 'none',
        answers: { 200: z.object({ rows: z.number() }) },
        handle: async () => ({ rows: (await database.rows.query(`select n from ${name}.t`)).length }),
      }),
    ],
    start: async () => void told.push(`${name} starts`),
    stop: async () => void told.push(`${name} stops`),
    runners: [],
    progress: () => [{ name: `${name}.p`, position: 7 }],
    ...more,
  });

  it('migrates, starts in order, serves, and stops backwards', async () => {
    const told: string[] = [];
    const host = await startHost({ platform, services: [service('one', told), service('two', told)] });
    const answer = await fetch(`${host.server.url}/v1/two`);
    expect(await answer.json()).toEqual({ rows: 0 });
    expect(host.progress()).toEqual([
      { name: 'one.p', position: 7 },
      { name: 'two.p', position: 7 },
    ]);
    await host.stop();
    expect(told).toEqual(['one starts', 'two starts', 'two stops', 'one stops']);
  });

  it('tells how far each processor is behind (OPS-2)', async () => {
    const events = {
      capabilities: { positionsCount: true },
      head: async () => 10,
      readAll: async () => [{ recordedAt: new Date(Date.now() - 60_000).toISOString() }],
    };
    const counted: Platform = { ...platform, events: Object.assign(Object.create(null), events) };
    await using host = await startHost({ platform: counted, services: [service('one', [])] });
    await fetch(`${host.server.url}/v1/one`);
    const text = await (await fetch(`${host.server.url}/metrics`)).text();
    expect(text).toContain('mailfold_events_head{service="mailfold"} 10\n');
    expect(text).toContain('mailfold_consumer_lag_events{group="one.p",service="mailfold"} 3\n');
    expect(text).toMatch(/mailfold_consumer_lag_seconds\{group="one.p",service="mailfold"\} 60(\.\d+)?\n/);
    const request = 'service="mailfold",method="GET",route="/v1/one",status="200"';
    expect(text).toContain(`mailfold_http_request_duration_seconds_count{${request}} 1\n`);
  });

  it('stops at the first signal, once', async () => {
    const told: string[] = [];
    const signals = new EventEmitter();
    const host = await startHost({ platform, services: [service('one', told)] });
    const over = host.untilStopped(signals, () => told.push('second'));
    signals.emit('SIGTERM');
    signals.emit('SIGINT');
    await over;
    await host.stop();
    expect(told).toEqual(['one starts', 'one stops']);
  });

  it('stops what was started when a later service does not start', async () => {
    const told: string[] = [];
    const broken = service('two', told, { start: async () => Promise.reject(new Error('no port')) });
    await expect(startHost({ platform, services: [service('one', told), broken] })).rejects.toThrow('no port');
    expect(told).toEqual(['one starts', 'two stops', 'one stops']);
  });

  it('stops the services when the port is taken', async () => {
    await using first = await startHost({ platform, services: [] });
    const told: string[] = [];
    const second = startHost({ platform, services: [service('one', told)], http: { port: first.server.port } });
    await expect(second).rejects.toMatchObject({ code: 'api/port-in-use' });
    expect(told).toEqual(['one starts', 'one stops']);
  });

  it('stops the others although one does not stop properly', async () => {
    const told: string[] = [];
    const broken = service('two', told, { stop: async () => Promise.reject(new Error('stuck')) });
    const host = await startHost({ platform, services: [service('one', told), broken] });
    await host.stop();
    expect(told).toEqual(['one starts', 'two starts', 'one stops']);
  });
});
