import type { StoredRow } from '../codec.ts';
import type { Encoded } from '../encode.ts';
import { conflict, idReused } from '../errors.ts';
import type { Appended, ExpectedRevision } from '../event-store.ts';

export interface Kept {
  readonly row: StoredRow;
  readonly bytes: number;
}

/** Where an append stands: `there` lists its events when they lay in the log before. */
export interface Placed extends Appended {
  readonly there: readonly Kept[];
}

/** Rows in one order, found by stream and by id; the rules of appending. */
export class MemoryLog {
  readonly #rows: Kept[] = [];
  readonly #streams = new Map<string, Kept[]>();
  readonly #byId = new Map<string, Kept>();

  get head(): number {
    return this.#rows.length;
  }

  stream(name: string): readonly Kept[] {
    return this.#streams.get(name) ?? [];
  }

  /** Rows after one position up to another. Positions count from 1: a position is the number of rows up to it. */
  between(after: number, upTo: number): readonly Kept[] {
    return this.#rows.slice(after, upTo);
  }

  append(encoded: Encoded, expected: ExpectedRevision, recordedAt: string): Placed {
    const there = this.#there(encoded, expected);
    if (there !== undefined) return { ...placeOf(there), there };
    this.#requireExpected(encoded.stream, expected);
    this.#requireNewIds(encoded, expected);
    encoded.ids.forEach((_, index) => this.#add(encoded, index, recordedAt));
    return { revision: this.stream(encoded.stream).length - 1, position: this.head, there: [] };
  }

  /** Takes back what was appended after the log had this length. */
  undoTo(length: number): void {
    for (const { row } of this.#rows.splice(length)) {
      this.#byId.delete(row.id);
      this.#streams.get(row.stream)?.pop();
    }
  }

  #there(encoded: Encoded, expected: ExpectedRevision): readonly Kept[] | undefined {
    const kept = encoded.ids.flatMap((id) => this.#byId.get(id) ?? []);
    if (kept.length < encoded.ids.length || !kept.every(({ row }) => row.stream === encoded.stream)) return undefined;
    if (expected === 'any' || expected === 'exists') return kept;
    const first = expected === 'none' ? 0 : expected + 1;
    return kept.every(({ row }, index) => row.revision === first + index) ? kept : undefined;
  }

  #requireExpected(stream: string, expected: ExpectedRevision): void {
    const head = this.stream(stream).length - 1;
    if (expected === 'any' || (expected === 'exists' && head >= 0)) return;
    if (head !== (expected === 'none' ? -1 : expected)) throw conflict(stream, expected, head);
  }

  #requireNewIds({ stream, ids }: Encoded, expected: ExpectedRevision): void {
    const known = ids.flatMap((id) => this.#byId.get(id) ?? []);
    const partly = known.length > 0 && known.every(({ row }) => row.stream === stream);
    if (partly && typeof expected === 'string' && expected !== 'none') {
      throw conflict(stream, expected, this.stream(stream).length - 1);
    }
    if (known.length > 0 || new Set(ids).size < ids.length) throw idReused(stream);
  }

  #add(encoded: Encoded, index: number, recordedAt: string): void {
    const { stream } = encoded;
    const [id = '', type = '', data = '', meta = ''] = [encoded.ids, encoded.types, encoded.data, encoded.meta].map(
      (column) => column[index],
    );
    const inStream = this.#streams.get(stream) ?? [];
    const row = { position: this.head + 1, id, stream, revision: inStream.length, type, recordedAt };
    // Parsed here, so that later changes to the caller's objects do not reach the log.
    const kept = { row: { ...row, data: JSON.parse(data), meta: JSON.parse(meta) }, bytes: data.length + meta.length };
    this.#rows.push(kept);
    this.#byId.set(id, kept);
    this.#streams.set(stream, inStream);
    inStream.push(kept);
  }
}

const placeOf = (kept: readonly Kept[]): Appended => {
  const { revision = -1, position = 0 } = kept.at(-1)?.row ?? {};
  return { revision, position };
};
