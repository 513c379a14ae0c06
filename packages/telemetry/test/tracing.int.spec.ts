import { startOtlpCollector } from '@mailfold/dev-env';
import { MailfoldError } from '@mailfold/kernel';
import { isTracing, jsonLogger, openSpan, startTracing, within, withSpan } from '../src/index.ts';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('tracing (OPS-2)', () => {
  it('sends spans to a collector, with their parents, errors by their codes', async () => {
    await using collector = await startOtlpCollector();
    const tracing = await startTracing({ service: 'ingest', otlpUrl: collector.url });
    const failing = withSpan('outer', { parent: PARENT, attributes: { 'mailfold.events': 3 } }, () =>
      withSpan('inner', {}, async () => {
        throw new MailfoldError({ code: 'imap/refused', message: 'login of ann@customer.example refused' });
      }),
    );
    await expect(failing).rejects.toThrow('refused');
    await tracing[Symbol.asyncDispose]();
    const [inner, outer] = collector.spans;
    expect(outer).toMatchObject({
      service: 'ingest',
      name: 'outer',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      attributes: { 'mailfold.events': 3, 'error.type': 'imap/refused' },
    });
    expect(inner).toMatchObject({ name: 'inner', traceId: outer?.traceId, parentSpanId: outer?.spanId });
    expect(JSON.stringify(collector.bodies)).not.toContain('customer.example');
  });

  it('begins a trace where a parent is none, or no traceparent', async () => {
    await using collector = await startOtlpCollector();
    const tracing = await startTracing({ service: 'x', otlpUrl: collector.url });
    for (const parent of [
      undefined,
      '',
      'ann@customer.example',
      PARENT.replace('0af', 'ff-'),
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    ]) {
      const span = openSpan('work', { parent });
      expect(span?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      span?.end();
    }
    await tracing[Symbol.asyncDispose]();
    expect(collector.spans.map((span) => span.parentSpanId ?? '')).toEqual(['', '', '', '', '']);
  });

  it('follows the decision of who began the trace', async () => {
    await using collector = await startOtlpCollector();
    const tracing = await startTracing({ service: 'x', otlpUrl: collector.url, share: 0 });
    openSpan('asked for', { parent: PARENT })?.end();
    const unrecorded = openSpan('not asked for');
    expect(unrecorded?.traceparent).toMatch(/-00$/);
    unrecorded?.end();
    await tracing[Symbol.asyncDispose]();
    expect(collector.spans.map((span) => span.name)).toEqual(['asked for']);
  });

  it('gives log lines their trace', async () => {
    await using collector = await startOtlpCollector();
    const lines: string[] = [];
    const log = jsonLogger({ name: 'x', to: { write: (line) => lines.push(line) } });
    const tracing = await startTracing({ service: 'x', otlpUrl: collector.url });
    within(openSpan('work', { parent: PARENT }), () => log.info('inside'));
    log.info('outside');
    await tracing[Symbol.asyncDispose]();
    const [inside, outside] = lines.map((line) => JSON.parse(line));
    expect(inside).toMatchObject({ msg: 'inside', traceId: '0af7651916cd43dd8448eb211c80319c' });
    expect(outside).not.toHaveProperty('traceId');
  });

  it('costs no work when the collector is away, and ends', async () => {
    const tracing = await startTracing({ service: 'x', otlpUrl: 'http://127.0.0.1:9' });
    expect(await withSpan('work', {}, async () => 'done')).toBe('done');
    await tracing[Symbol.asyncDispose]();
    expect(isTracing()).toBe(false);
  });

  it('makes no spans without a collector', async () => {
    await using _tracing = await startTracing({ service: 'x', otlpUrl: undefined });
    expect(isTracing()).toBe(false);
    expect(await withSpan('work', {}, async (span) => span)).toBeUndefined();
  });
});
