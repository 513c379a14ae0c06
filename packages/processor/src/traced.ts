import { keyOf, type StoredEvent } from '@mailfold/event-store';
import type { Batch } from '@mailfold/message-bus';
import { isTracing, openSpan, type Span, within, withSpan } from '@mailfold/telemetry';
import type { Command } from './decider.ts';
import type { Runner } from './runner.ts';

/** What caused a batch is told apart up to so many traces; events of further ones keep the `traceparent` that they came with. */
const MOST_TRACES = 100;

const attributesOf = (group: string, events: readonly StoredEvent[]) => {
  const [first] = events;
  const keys = new Set(events.map(keyOf));
  return {
    'mailfold.group': group,
    'mailfold.events': events.length,
    ...(first !== undefined && keys.size === 1 ? { 'mailfold.key': keyOf(first) } : {}),
  };
};

/** A span for each traceparent, a child of it: what follows from its events is caused by that span. */
const openSpans = (name: string, events: readonly StoredEvent[]): ReadonlyMap<string, Span> => {
  const spans = new Map<string, Span>();
  const byCause = Map.groupBy(events, (event) => event.meta.traceparent);
  for (const [parent, caused] of byCause) {
    if (parent === undefined || spans.size >= MOST_TRACES) continue;
    const span = openSpan(`${name} handle`, { kind: 'consumer', parent, attributes: attributesOf(name, caused) });
    if (span !== undefined) spans.set(parent, span);
  }
  return spans;
};

const causedBy = (event: StoredEvent, spans: ReadonlyMap<string, Span>): StoredEvent => {
  const span = spans.get(event.meta.traceparent ?? '');
  return span === undefined ? event : { ...event, meta: { ...event.meta, traceparent: span.traceparent } };
};

/** Hands a batch to its runner; with tracing, as spans that belong to the traces of its events. */
export const handleTraced = async (runner: Runner, batch: Batch): Promise<void> => {
  if (!isTracing()) return runner.handle(batch);
  const events = batch.events.filter((event) => runner.concerns?.(event) ?? true);
  const spans = openSpans(runner.name, events);
  if (spans.size === 0) return runner.handle(batch);
  const traced = { ...batch, events: batch.events.map((event) => causedBy(event, spans)) };
  const [only] = spans.values();
  const handle = (): Promise<void> =>
    spans.size === 1
      ? within(only, () => runner.handle(traced))
      : // Of several traces: what follows from the batch as a whole belongs to none of them, but is linked with all.
        withSpan(
          `${runner.name} batch`,
          { kind: 'consumer', links: [...spans.values()].map((span) => span.traceparent) },
          () => runner.handle(traced),
        );
  try {
    await handle();
    for (const span of spans.values()) span.end();
  } catch (error) {
    for (const span of spans.values()) span.end(error);
    throw error;
  }
};

/** Decides commands of one key; with tracing, as a span that their events name as what caused them. */
export const decideTraced = <Body, Result>(
  name: string,
  key: string,
  commands: readonly Command<Body>[],
  decide: (commands: readonly Command<Body>[]) => Promise<Result>,
): Promise<Result> => {
  if (!isTracing()) return decide(commands);
  const attributes = { 'mailfold.group': name, 'mailfold.key': key, 'mailfold.commands': commands.length };
  return withSpan(`${name} decide`, { attributes }, (span) =>
    decide(span === undefined ? commands : commands.map((one) => ({ ...one, traceparent: span.traceparent }))),
  );
};
