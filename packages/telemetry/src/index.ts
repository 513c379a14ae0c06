export { jsonLogger, type JsonLoggerOptions, type LogLevel, type LogSink } from './json-logger.ts';
export { silentLogger, type LogFields, type Logger } from './logger.ts';
export {
  type CounterName,
  type HistogramName,
  type LabelsOf,
  type MetricName,
  METRICS,
  type ReadName,
} from './metric-names.ts';
export { createMetrics, type Metrics, METRICS_TYPE, type MetricsOptions } from './metrics.ts';
export type { Reading } from './reading.ts';
export { scrubbed, scrubText } from './scrub.ts';
export { startTracing, type TracingOptions } from './start-tracing.ts';
export {
  currentTraceId,
  isTracing,
  openSpan,
  type Span,
  type SpanAttributes,
  type SpanMaker,
  type SpanOptions,
  traceparentParts,
  traceWith,
  within,
  withSpan,
} from './tracing.ts';
