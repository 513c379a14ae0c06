import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids, counts and codes: never an address, a name or a text of a mail. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  readonly kind?: 'server' | 'consumer' | 'internal';
  /** W3C `traceparent` of what caused it; default: the span that the caller is in, else a new trace. */
  readonly parent?: string | undefined;
  /** `traceparent`s of what it has to do with, where that is more than one trace. */
  readonly links?: readonly string[];
  readonly attributes?: SpanAttributes;
}

/** Work that is being traced. */
export interface Span {
  /** W3C `traceparent` for what follows from this work. */
  readonly traceparent: string;
  set(attributes: SpanAttributes): void;
  /** @param error why it failed; its code is told, never its message */
  end(error?: unknown): void;
}

/** What makes spans; there is one once tracing was started. */
export interface SpanMaker {
  open(name: string, options: SpanOptions): Span;
}

/** `tracestate` and versions to come may say more; a trace and its parent are always here (W3C Trace Context §3.2). */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** The parts of a `traceparent`; undefined for anything else, which is then no parent of anything. */
export const traceparentParts = (
  text: string | undefined,
): { readonly traceId: string; readonly spanId: string; readonly flags: number } | undefined => {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
};

const current = new AsyncLocalStorage<Span>();
let maker: SpanMaker | undefined;

/** Whether anybody wants to know: ask before work that only tracing needs. */
export const isTracing = (): boolean => maker !== undefined;

/** From now on spans are made; `undefined`: no more. For `startTracing` and tests. */
export const traceWith = (made: SpanMaker | undefined): void => {
  maker = made;
};

/** Opens a span that its caller ends; undefined while nobody traces. */
export const openSpan = (name: string, options: SpanOptions = {}): Span | undefined =>
  maker?.open(name, { parent: current.getStore()?.traceparent, ...options });

/** What is called in here, however deep, is part of the span. */
export const within = <Result>(span: Span | undefined, run: () => Result): Result =>
  span === undefined ? run() : current.run(span, run);

/** Work as a span: a child of the one that the caller is in, unless `parent` says otherwise. Without tracing only the work. */
export const withSpan = async <Result>(
  name: string,
  options: SpanOptions,
  run: (span: Span | undefined) => Promise<Result>,
): Promise<Result> => {
  const span = openSpan(name, options);
  if (span === undefined) return run(undefined);
  try {
    const result = await current.run(span, () => run(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
};

/** Of the trace that the caller is in, for log lines. */
export const currentTraceId = (): string | undefined =>
  maker === undefined ? undefined : traceparentParts(current.getStore()?.traceparent)?.traceId;
