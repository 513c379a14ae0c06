import { metricsText, type Sample } from '../src/index.ts';

const lag = (group: string, value: number): Sample => ({
  name: 'mailfold_lag',
  help: 'Events behind.',
  type: 'gauge',
  value,
  labels: { group },
});

describe('metrics', () => {
  it('are text for Prometheus, those of one name together', () => {
    const heap: Sample = { name: 'mailfold_heap_bytes', help: 'Heap.', type: 'gauge', value: 7 };
    expect(metricsText([lag('a', 1), heap, lag('b"\n', 2)])).toBe(
      [
        '# HELP mailfold_lag Events behind.',
        '# TYPE mailfold_lag gauge',
        'mailfold_lag{group="a"} 1',
        'mailfold_lag{group="b\\"\\n"} 2',
        '# HELP mailfold_heap_bytes Heap.',
        '# TYPE mailfold_heap_bytes gauge',
        'mailfold_heap_bytes 7',
        '',
      ].join('\n'),
    );
  });

  it('may be none', () => {
    expect(metricsText([])).toBe('');
  });
});
