import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type CounterName,
  type HistogramName,
  type LabelsOf,
  type MetricName,
  METRICS,
  type ReadName,
} from './metric-names.ts';
import { processReadings } from './process-readings.ts';
import type { Reading } from './reading.ts';

/** The figures of one process. */
export interface Metrics extends Disposable {
  /**
   * Asked each time that somebody wants the figures. A source that fails, or takes longer than two seconds, is left out of that answer
   * and counted: no figure is better than an old one.
   * @param source its name in `mailfold_figures_missing_total`
   */
  readWhenAsked(source: string, read: () => Promise<readonly Reading[]>): void;
  count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by?: number): void;
  observe<Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, value: number): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
}

export interface MetricsOptions {
  /** The process, a label of every figure: `threading`, `forwarder`, `embedded`. */
  readonly service: string;
  /** Longest wait for one source; default 2,000. */
  readonly withinMs?: number;
}

/** Of `Metrics.text()`. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

const WITHIN_MS = 2_000;

const tooLate = async (ms: number, signal: AbortSignal): Promise<never> => {
  await pause(ms, undefined, { signal });
  throw new Error(`no figures within ${ms} ms`);
};

class PrometheusMetrics implements Metrics {
  readonly #service: string;
  readonly #withinMs: number;
  /** Counters and histograms, for as long as the process lives. */
  readonly #lasting: Registry;
  readonly #counters = new Map<CounterName, Counter>();
  readonly #histograms = new Map<HistogramName, Histogram>();
  readonly #sources = new Map<string, () => Promise<readonly Reading[]>>();
  readonly #process = processReadings();

  constructor({ service, withinMs = WITHIN_MS }: MetricsOptions) {
    this.#service = service;
    this.#withinMs = withinMs;
    this.#lasting = this.#registry();
    this.readWhenAsked('process', async () => this.#process.read());
  }

  readWhenAsked(source: string, read: () => Promise<readonly Reading[]>): void {
    this.#sources.set(source, read);
  }

  count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by = 1): void {
    let counter = this.#counters.get(name);
    if (counter === undefined) this.#counters.set(name, (counter = new Counter(definitionOf(name, this.#lasting))));
    counter.inc({ ...labels }, by);
  }

  observe<Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, value: number): void {
    let histogram = this.#histograms.get(name);
    if (histogram === undefined) {
      const buckets = [...METRICS[name].buckets];
      this.#histograms.set(name, (histogram = new Histogram({ ...definitionOf(name, this.#lasting), buckets })));
    }
    histogram.observe({ ...labels }, value);
  }

  async text(): Promise<string> {
    const answers = await Promise.all([...this.#sources].map(([source, read]) => this.#readOrCount(source, read)));
    // Made anew for each answer: what nobody tells any more is not there.
    const asked = this.#registry();
    for (const [name, readings] of Map.groupBy(answers.flat(), (reading) => reading.name)) {
      write(asked, name, readings);
    }
    return `${await asked.metrics()}\n${await this.#lasting.metrics()}`;
  }

  [Symbol.dispose](): void {
    this.#process[Symbol.dispose]();
  }

  #registry(): Registry {
    const registry = new Registry();
    registry.setDefaultLabels({ service: this.#service });
    return registry;
  }

  async #readOrCount(source: string, read: () => Promise<readonly Reading[]>): Promise<readonly Reading[]> {
    const late = new AbortController();
    try {
      return await Promise.race([read(), tooLate(this.#withinMs, late.signal)]);
    } catch {
      // Whatever it is: the other figures are worth having, and the count says whose are not there.
      this.count('mailfold_figures_missing_total', { source });
      return [];
    } finally {
      late.abort();
    }
  }
}

const definitionOf = (name: MetricName, registry: Registry) => {
  const { help, labels } = METRICS[name];
  return { name, help, labelNames: [...labels], registers: [registry] };
};

const write = (registry: Registry, name: ReadName, readings: readonly Reading[]): void => {
  if (METRICS[name].type === 'counter') {
    const counter = new Counter(definitionOf(name, registry));
    for (const { labels = {}, value } of readings) counter.inc({ ...labels }, value);
    return;
  }
  const gauge = new Gauge(definitionOf(name, registry));
  for (const { labels = {}, value } of readings) gauge.set({ ...labels }, value);
};

/** The figures of this process, empty but for those of the process itself. */
export const createMetrics = (options: MetricsOptions): Metrics => new PrometheusMetrics(options);
