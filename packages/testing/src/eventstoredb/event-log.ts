import { decide, type Expected } from './commit-check.ts';
import { ByteKeeper } from './kept-bytes.ts';
import { bytesOf, type Proposed, Recorded } from './recorded.ts';

export type Outcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong-version'; readonly current: number };

const RECENT_IDS = 10_000;
// What a record takes beside its bytes; positions are places in a file, so they grow with gaps.
const RECORD_BYTES = 96;

const utf8 = (text: string): Uint8Array => Buffer.from(text);

/** The streams and their one order, in memory; outlives a stop of the server. */
export class EventLog {
  readonly #all: Recorded[] = [];
  readonly #streams = new Map<string, Recorded[]>();
  readonly #recent = new Map<string, Recorded>();
  readonly #names = new Map<string, string>();
  readonly #bytes = new ByteKeeper();
  readonly #watchers = new Set<() => void>();
  readonly #statsEvery: number;
  #end = 0;
  #appends = 0;

  /** `statsEvery`: a system event after so many appends, as a server writes its statistics among the others' events. */
  constructor(statsEvery = 0) {
    this.#statsEvery = statsEvery;
    this.#write('$users', [systemEvent('$UsersCreated')]);
  }

  get all(): readonly Recorded[] {
    return this.#all;
  }

  stream(name: string): readonly Recorded[] {
    return this.#streams.get(name) ?? [];
  }

  /** The number in `all` of the first event at or after a position. */
  indexAt(position: number): number {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#all[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Outcome {
    const kept = this.stream(stream);
    const recent = (id: string): Recorded | undefined => {
      const found = this.#recent.get(id);
      return found?.stream === stream ? found : undefined;
    };
    const ids = proposed.map((event) => event.id);
    const decision = decide(expected, ids, { stream: kept, recent });
    if (decision.kind === 'wrong-version') return { kind: 'wrong-version', current: kept.length - 1 };
    if (decision.kind === 'already') return placeOf(decision.last);
    const last = this.#write(stream, proposed);
    this.#appends += 1;
    if (this.#statsEvery > 0 && this.#appends % this.#statsEvery === 0) this.#write('$stats', [systemEvent('$Stats')]);
    for (const watcher of this.#watchers) watcher();
    return last === undefined ? { kind: 'wrong-version', current: kept.length - 1 } : placeOf(last);
  }

  /** Calls back after each append; gives the way to end that. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #write(name: string, proposed: readonly Proposed[]): Recorded | undefined {
    const stream = this.#streams.get(name) ?? [];
    this.#streams.set(name, stream);
    for (const event of proposed) {
      const place = { stream: stream[0]?.stream ?? name, revision: stream.length, position: this.#end };
      const kept = this.#bytes.keep(event.data, event.metadata);
      const recorded = new Recorded(place, { ...event, type: this.#once(event.type) }, kept);
      this.#end += RECORD_BYTES + bytesOf(event);
      stream.push(recorded);
      this.#all.push(recorded);
      this.#remember(recorded);
    }
    return stream.at(-1);
  }

  #remember(recorded: Recorded): void {
    this.#recent.set(recorded.id, recorded);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > RECENT_IDS && oldest !== undefined) this.#recent.delete(oldest);
  }

  /** One string for all that are equal. */
  #once(name: string): string {
    const known = this.#names.get(name) ?? name;
    this.#names.set(known, known);
    return known;
  }
}

const placeOf = ({ revision, position }: Recorded): Outcome => ({ kind: 'appended', revision, position });

const systemEvent = (type: string): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: utf8('{}'),
  metadata: utf8(''),
});
