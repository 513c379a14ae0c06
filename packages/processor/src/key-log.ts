import { keyOf, type EventFilter, type EventStore, type StoredEvent } from '@mailfold/event-store';
import type { HandledTypes } from './handled-types.ts';

const PAGE = 1_000;

/**
 * Own events and the inputs before them, in the order in which they were folded when they were decided: an own event
 * comes after the inputs up to its `meta.inputPosition`, whatever was stored in between. Inputs that no own event
 * follows come last.
 */
export function* inFoldingOrder(
  own: readonly StoredEvent[],
  inputs: readonly StoredEvent[],
): Generator<{ readonly kind: 'own' | 'input'; readonly event: StoredEvent }> {
  let next = 0;
  for (const event of own) {
    const upTo = event.meta.inputPosition ?? 0;
    for (let input = inputs[next]; input !== undefined && input.position <= upTo; input = inputs[next]) {
      yield { kind: 'input', event: input };
      next += 1;
    }
    yield { kind: 'own', event };
  }
  for (const event of inputs.slice(next)) yield { kind: 'input', event };
}

/** Inputs of one key straight from the store: for folding again, never for live work. */
export async function* inputsOf(
  events: EventStore,
  types: HandledTypes,
  range: { readonly key: string; readonly after: number; readonly upTo: number; readonly tenantId?: string },
): AsyncGenerator<StoredEvent[]> {
  const { key, upTo, tenantId } = range;
  const filter: EventFilter = { types: types.types, ...(tenantId === undefined ? {} : { tenantId }) };
  let after = range.after;
  while (after < upTo) {
    const page = await events.readAll({ after, filter, max: PAGE });
    const last = page.at(-1);
    if (last === undefined) return;
    const mine = page.filter((event) => event.position <= upTo && keyOf(event) === key);
    if (mine.length > 0) yield mine;
    after = last.position;
  }
}
