import { type CollectedSpan, type OtlpCollector, startOtlpCollector } from '@mailfold/dev-env';
import type { NewEvent } from '@mailfold/event-store';
import { uuid5 } from '@mailfold/kernel';
import { FeedMessageBus } from '@mailfold/message-bus-feed';
import { startTracing } from '@mailfold/telemetry';
import { DeciderRunner } from '../src/decider-runner.ts';
import { decideInputs } from '../src/deciding.ts';
import { ProcessorHost } from '../src/processor-host.ts';
import { ReactorRunner } from '../src/reactor-runner.ts';
import { settled } from '../src/settled.ts';
import { ViewRunner } from '../src/view-runner.ts';
import { Company, seen, type Told } from './example/mail.ts';
import { emptyState, threadsRules } from './example/threads.ts';
import { threadsDecider } from './example/threads-rows.ts';
import { threadsView } from './example/threads-view.ts';
import { logOf } from './log.ts';
import { openStores, type Stores } from './stores.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const BEGUN = 'b7ad6b7169203331';

describe('processors that are traced (OPS-2)', () => {
  let stores: Stores;
  let collector: OtlpCollector;
  beforeEach(async () => {
    stores = await openStores('one');
    collector = await startOtlpCollector();
  });
  afterEach(async () => {
    await collector[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  });

  /** Everything is told before anybody handles it. @returns the spans that a collector got */
  const spansOf = async (company: Company, told: readonly Told[]): Promise<readonly CollectedSpan[]> => {
    const { deps } = stores;
    await company.tell(deps.events, ...told);
    const tracing = await startTracing({ service: 'example', otlpUrl: collector.url });
    await using bus = await FeedMessageBus.create({ events: deps.events, rows: deps.rows });
    const threads = new DeciderRunner(threadsDecider, { ...deps, bus });
    const notes = new ReactorRunner(
      {
        name: 'example.notes',
        handles: ['threads.Started.v1'],
        react: async (key, events) => {
          await threads.executeMany(events.map(({ id }) => company.command(key, { kind: 'note' }, uuid5(id, 'note'))));
        },
      },
      { ...deps, bus },
    );
    await using host = new ProcessorHost(bus, 'example');
    await host.start([threads, new ViewRunner(threadsView, { ...deps, bus }), notes]);
    await settled({ head: () => deps.events.head(), progress: () => host.progress() });
    await host.stop();
    await tracing[Symbol.asyncDispose]();
    return collector.spans;
  };

  it('make one trace from the cause to what follows of what follows, and to the view', async () => {
    const company = new Company();
    const account = company.account();
    const spans = await spansOf(company, [traced(seen(account, 'm1', 'a'), `00-${TRACE}-${BEGUN}-01`)]);
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([TRACE]));
    const name = (id: string | undefined) => spans.find((span) => span.spanId === id)?.name ?? id;
    const steps = new Set(spans.map((span) => `${name(span.parentSpanId)} > ${span.name}`));
    for (const step of [
      `${BEGUN} > example.threads handle`,
      'example.threads handle > example.notes handle',
      'example.notes handle > example.threads decide',
      'example.threads handle > projections.example_threads handle',
    ]) {
      expect(steps).toContain(step);
    }
    const log = await logOf(stores.deps.events, company.tenantId);
    expect(log.map(({ type, meta }) => [type, meta.traceparent?.slice(3, 35)])).toEqual([
      ['mail.Seen.v1', TRACE],
      ['threads.Started.v1', TRACE],
      expect.anything(),
      ['threads.Noted.v1', TRACE],
    ]);
  });

  it('say nothing but names of ours, ids and counts', async () => {
    const company = new Company();
    const account = company.account();
    await spansOf(company, [
      traced(seen(account, 'Ann Other <ann@customer.example>', 'Offer'), `00-${TRACE}-${BEGUN}-01`),
    ]);
    const sent = JSON.stringify(collector.bodies);
    expect(sent).toContain(account);
    expect(sent).not.toContain('ann@customer.example');
    expect(sent).not.toContain('Offer');
  });

  it('link a batch of several traces with each, and keep their traces apart', async () => {
    const company = new Company();
    const account = company.account();
    const traces = [1, 2, 3].map((digit) => String(digit).repeat(32));
    const spans = await spansOf(
      company,
      traces.map((trace, nth) => traced(seen(account, `m${nth}`, `j${nth}`), `00-${trace}-${BEGUN}-01`)),
    );
    const log = await logOf(stores.deps.events, company.tenantId);
    const started = log.filter((event) => event.type === 'threads.Started.v1');
    expect(started.map((event) => event.meta.traceparent?.slice(3, 35))).toEqual(traces);
    const batch = spans.find((span) => span.name === 'example.threads batch');
    expect(batch?.links.map((link) => link.traceId)).toEqual(traces);
  });

  it('decide the same events as without tracing', async () => {
    const company = new Company();
    const account = company.account();
    await spansOf(company, [traced(seen(account, 'm1', 'a'), `00-${TRACE}-${BEGUN}-01`), seen(account, 'm2', 'b')]);
    const log = await logOf(stores.deps.events, company.tenantId);
    const inputs = log.filter((event) => event.type === 'mail.Seen.v1');
    const decided = log.filter((event) => event.type.startsWith('threads.') && event.type !== 'threads.Noted.v1');
    const whatOf = (events: readonly NewEvent[]) => events.map(({ id, type, data }) => ({ id, type, data }));
    expect(decided).not.toHaveLength(0);
    expect(whatOf(decided)).toEqual(whatOf(decideInputs(threadsRules, emptyState(), inputs)));
  });
});

const traced = (told: Told, traceparent: string): Told => ({ ...told, traceparent });
