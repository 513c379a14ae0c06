import { traceWith } from './tracing.ts';

export interface TracingOptions {
  /** `service.name` of every span. */
  readonly service: string;
  /** Where a collector takes OTLP over HTTP, e.g. `http://127.0.0.1:4318`; undefined: nothing is traced, and nothing is loaded. */
  readonly otlpUrl: string | undefined;
  /** Which share of new traces is recorded, from 0 to 1; default 1. What belongs to a trace from outside follows that one. */
  readonly share?: number;
}

/** Begins to trace this process. Disposing sends what is still here and ends it. A collector that is away costs spans, never work. */
export const startTracing = async ({ otlpUrl, ...options }: TracingOptions): Promise<AsyncDisposable> => {
  if (otlpUrl === undefined) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  const { otlpExporter, otelSpans } = await import('./otel-spans.ts');
  const spans = otelSpans({ ...options, processor: otlpExporter(otlpUrl) });
  traceWith(spans);
  return {
    [Symbol.asyncDispose]: async () => {
      traceWith(undefined);
      await spans.stop();
    },
  };
};
