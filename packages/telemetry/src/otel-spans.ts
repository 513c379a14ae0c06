import { type Context, type Link, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { isMailfoldError } from '@mailfold/kernel';
import { type Span, type SpanMaker, type SpanOptions, traceparentParts } from './tracing.ts';

const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, internal: SpanKind.INTERNAL };

/** How long spans may take to a collector, tries and all: so long the process lives on when it stops while the collector is away. */
const SENT_WITHIN_MS = 2_000;

const contextOf = (traceparent: string | undefined): Context => {
  const parts = traceparentParts(traceparent);
  if (parts === undefined) return ROOT_CONTEXT;
  const { flags: traceFlags, ...ids } = parts;
  return trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags, isRemote: true });
};

const linksTo = (traceparents: readonly string[]): Link[] =>
  traceparents.flatMap((traceparent) => {
    const context = trace.getSpanContext(contextOf(traceparent));
    return context === undefined ? [] : [{ context }];
  });

/** A message may hold what nobody outside should read: the code says enough. */
const kindOfError = (error: unknown): string => (isMailfoldError(error) ? error.code : 'bug');

/** Sends spans in batches, behind everybody's back. */
export const otlpExporter = (url: string): SpanProcessor =>
  new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({
      url: new URL('v1/traces', url.endsWith('/') ? url : `${url}/`).href,
      timeoutMillis: SENT_WITHIN_MS,
    }),
  });

export interface OtelOptions {
  readonly service: string;
  readonly share?: number;
  readonly processor: SpanProcessor;
}

/** Spans by OpenTelemetry; loaded only by processes that trace. */
export const otelSpans = ({ service, share = 1, processor }: OtelOptions): SpanMaker & { stop(): Promise<void> } => {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'mailfold' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('mailfold');
  const open = (name: string, { kind = 'internal', parent, links = [], attributes = {} }: SpanOptions): Span => {
    const options = { kind: KINDS[kind], attributes: { ...attributes }, links: linksTo(links) };
    const span = tracer.startSpan(name, options, contextOf(parent));
    const { traceId, spanId, traceFlags } = span.spanContext();
    return {
      traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
      set: (more) => void span.setAttributes({ ...more }),
      end: (error) => {
        if (error !== undefined) {
          span.setAttribute('error.type', kindOfError(error)).setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
  };
  const stop = async (): Promise<void> => {
    // A collector that is away must not keep the process.
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, SENT_WITHIN_MS);
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
    clearTimeout(timer);
  };
  return { open, stop };
};
