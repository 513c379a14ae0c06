import type { ExpectedRevision } from '../event-store.ts';

/** An event by its id and content; the model needs no more. */
export interface ModelEvent {
  readonly id: number;
  readonly content: number;
}

export interface ModelAppend {
  readonly stream: number;
  readonly expected: ExpectedRevision;
  readonly events: readonly ModelEvent[];
}

interface Place {
  readonly stream: number;
  readonly revision: number;
  readonly content: number;
  /** Number in the log. */
  readonly index: number;
}

export type ModelAnswer =
  | { readonly kind: 'done'; readonly revision: number; readonly index: number }
  | { readonly kind: 'refused'; readonly code: string }
  /** An id lies elsewhere, and the store does not declare that it finds that. */
  | { readonly kind: 'open' };

const refused = (what: string): ModelAnswer => ({ kind: 'refused', code: `event-store/${what}` });

/** The rules of appending said a second time, as plainly as can be, to compare stores with. */
export class EventStoreModel {
  readonly log: { readonly id: number; readonly stream: number }[] = [];
  readonly #places = new Map<number, Place>();
  readonly #uniqueIds: boolean;

  constructor(uniqueIds: boolean) {
    this.#uniqueIds = uniqueIds;
  }

  streamOf(stream: number): number[] {
    return this.log.filter((event) => event.stream === stream).map((event) => event.id);
  }

  append({ stream, expected, events }: ModelAppend): ModelAnswer {
    const last = this.streamOf(stream).length - 1;
    const known = events.map((event) => this.#places.get(event.id));
    const here = known.filter((place) => place?.stream === stream).length;
    const loose = expected === 'any' || expected === 'exists';
    const first = expected === 'none' ? 0 : loose ? Number.NaN : expected + 1;
    const there = here === events.length && known.every((place, at) => loose || place?.revision === first + at);
    if (there) return this.#same(events, known);
    if (!loose && first !== last + 1) return refused('conflict');
    if (expected === 'exists' && last < 0) return refused('conflict');
    const elsewhere = known.some((place) => place !== undefined && place.stream !== stream);
    if (loose && here > 0 && !elsewhere) return refused('conflict');
    if (known.some(Boolean) && !this.#uniqueIds) return { kind: 'open' };
    if (known.some(Boolean) || new Set(events.map(({ id }) => id)).size < events.length) return refused('id-reused');
    return this.#add(stream, events);
  }

  #same(events: readonly ModelEvent[], known: readonly (Place | undefined)[]): ModelAnswer {
    const end = known.at(-1);
    const same = events.every((event, at) => known[at]?.content === event.content);
    if (!same || end === undefined) return refused('id-reused');
    return { kind: 'done', revision: end.revision, index: end.index };
  }

  #add(stream: number, events: readonly ModelEvent[]): ModelAnswer {
    for (const { id, content } of events) {
      const place = { stream, revision: this.streamOf(stream).length, content, index: this.log.length };
      this.#places.set(id, place);
      this.log.push({ id, stream });
    }
    return { kind: 'done', revision: this.streamOf(stream).length - 1, index: this.log.length - 1 };
  }
}
