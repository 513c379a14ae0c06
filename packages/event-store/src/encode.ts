import { isUuid } from '@mailfold/kernel';
import type { EventCodec } from './codec.ts';
import { invalid, MOST_EVENT_BYTES, tooLarge } from './errors.ts';
import type { Append } from './event-store.ts';

/** Events of an append as the store writes them: JSON as text, which carries NUL and lone surrogates as escapes. */
export interface Encoded {
  readonly stream: string;
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly tenants: readonly string[];
  readonly data: readonly string[];
  readonly meta: readonly string[];
}

const NAME = /^[^\p{Cc}\s]{1,255}$/u;
// A UTF-16 unit is three bytes of UTF-8 at most: shorter texts need no counting.
const SURELY_FITS = MOST_EVENT_BYTES / 3;

function requireFit(stream: string, id: string, data: string, meta: string): void {
  if (data.length + meta.length <= SURELY_FITS) return;
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(meta);
  if (bytes > MOST_EVENT_BYTES) throw tooLarge(stream, id, bytes);
}

function requireSound({ stream, expected, events }: Append): void {
  if (!NAME.test(stream)) throw invalid(stream, 'not a stream name (1 to 255 characters without spaces)');
  if (typeof expected === 'number' && !(Number.isInteger(expected) && expected >= -1)) {
    throw invalid(stream, `${expected} is no revision`);
  }
  if (events.length === 0) throw invalid(stream, 'no events');
  const odd = events.find((event) => !isUuid(event.id) || !NAME.test(event.type));
  if (odd !== undefined) throw invalid(stream, `not an id or a type: ${odd.id}, ${odd.type}`);
}

/** Throws `event-store/invalid` or `event-store/too-large`. */
export function encode(append: Append, codec: EventCodec): Encoded {
  requireSound(append);
  const data: string[] = [];
  const meta: string[] = [];
  for (const event of append.events) {
    const row = codec.encode(event);
    // JSON has no undefined: data that is nothing is null.
    const text = JSON.stringify(row.data ?? null);
    const metaText = JSON.stringify(row.meta);
    requireFit(append.stream, event.id, text, metaText);
    data.push(text);
    meta.push(metaText);
  }
  return {
    stream: append.stream,
    ids: append.events.map((event) => event.id.toLowerCase()),
    types: append.events.map((event) => event.type),
    tenants: append.events.map((event) => event.meta.tenantId),
    data,
    meta,
  };
}
