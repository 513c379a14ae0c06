import { readFile } from 'node:fs/promises';
import { createMetrics, METRICS, type Reading } from '../src/index.ts';

const linesOf = (text: string, name: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(name));

describe('metrics', () => {
  it('are read when somebody asks, each with the service (OPS-2)', async () => {
    using metrics = createMetrics({ service: 'threading' });
    let lag = 1;
    metrics.readWhenAsked('lag', async () => [
      { name: 'mailfold_consumer_lag_events', labels: { group: 'a' }, value: lag },
      { name: 'mailfold_consumer_lag_events', labels: { group: 'b"\n' }, value: 2 },
    ]);
    lag = 7;
    expect(linesOf(await metrics.text(), 'mailfold_consumer_lag_events')).toEqual([
      'mailfold_consumer_lag_events{group="a",service="threading"} 7',
      'mailfold_consumer_lag_events{group="b\\"\\n",service="threading"} 2',
    ]);
  });

  it('do not tell what their source no longer tells', async () => {
    using metrics = createMetrics({ service: 'x' });
    let readings: readonly Reading[] = [{ name: 'mailfold_accounts', labels: { state: 'complete' }, value: 1 }];
    metrics.readWhenAsked('accounts', async () => readings);
    expect(await metrics.text()).toContain('mailfold_accounts{');
    readings = [];
    expect(await metrics.text()).not.toContain('mailfold_accounts');
  });

  it('leave out a source that fails, and count it', async () => {
    using metrics = createMetrics({ service: 'x' });
    metrics.readWhenAsked('database', () => Promise.reject(new Error('away')));
    metrics.readWhenAsked('events', async () => [{ name: 'mailfold_events_head', value: 3 }]);
    const text = await metrics.text();
    expect(text).toContain('mailfold_events_head{service="x"} 3\n');
    expect(text).toContain('mailfold_figures_missing_total{source="database",service="x"} 1\n');
  });

  it('do not wait for a source that hangs', async () => {
    using metrics = createMetrics({ service: 'x', withinMs: 1 });
    metrics.readWhenAsked('database', () => new Promise(() => undefined));
    expect(await metrics.text()).toContain('mailfold_figures_missing_total{source="database",service="x"} 1\n');
  });

  it('count and observe', async () => {
    using metrics = createMetrics({ service: 'x' });
    const labels = { group: 'g' };
    metrics.count('mailfold_processor_events_total', labels, 5);
    metrics.count('mailfold_processor_events_total', labels);
    metrics.observe('mailfold_processor_batch_duration_seconds', labels, 0.03);
    const text = await metrics.text();
    expect(text).toContain('mailfold_processor_events_total{group="g",service="x"} 6\n');
    expect(text).toContain('mailfold_processor_batch_duration_seconds_bucket{le="0.025",service="x",group="g"} 0\n');
    expect(text).toContain('mailfold_processor_batch_duration_seconds_bucket{le="0.05",service="x",group="g"} 1\n');
  });

  it('tell of the process itself', async () => {
    using metrics = createMetrics({ service: 'x' });
    const text = await metrics.text();
    for (const name of ['process_resident_memory_bytes', 'process_heap_bytes', 'process_cpu_seconds_total']) {
      const [line = ''] = linesOf(text, `${name}{`);
      expect(Number(line.split(' ')[1])).toBeGreaterThan(0);
    }
  });

  it('are all explained in the README', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').flatMap((line) => {
      const [, name = '', type, labels] = line.split('|').map((cell) => cell.replaceAll('`', '').trim());
      return /^[a-z]+_/.test(name) ? [[name, type, labels].join(' ')] : [];
    });
    const told = Object.entries(METRICS).map(([name, { type, labels }]) => [name, type, labels.join(', ')].join(' '));
    expect(rows.toSorted()).toEqual(told.toSorted());
  });
});
