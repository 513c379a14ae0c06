import type { EventStoreDBClient } from '@eventstore/db-client';
import {
  type Append,
  type Appended,
  conflict,
  type Encoded,
  type EventCodec,
  idReused,
  sameContent,
} from '@mailfold/event-store';
import { isMailfoldError } from '@mailfold/kernel';
import { newAttempt, put } from './appending.ts';
import { unavailable } from './failure.ts';
import { persistently } from './persistently.ts';
import type { FoundRow } from './rows.ts';
import type { ServerLog } from './server-log.ts';

export interface Patience {
  /** How long one call may be without an answer. */
  readonly answerWithinMs: number;
  /** How long an append or a read is tried again while the server is away. */
  readonly patienceMs: number;
}

// A stream that is so busy needs another revision from whoever writes to it.
const MOST_RACES = 20;

/** The port's rules of appending over a server that knows an append by its ids and places, and compares no contents. */
export class Appender {
  readonly #client: EventStoreDBClient;
  readonly #log: ServerLog;
  readonly #codec: EventCodec;
  readonly #patience: Patience;

  constructor(client: EventStoreDBClient, log: ServerLog, codec: EventCodec, patience: Patience) {
    this.#client = client;
    this.#log = log;
    this.#codec = codec;
    this.#patience = patience;
  }

  async append(append: Append, encoded: Encoded): Promise<Appended> {
    const { stream, expected } = append;
    if (expected === 'any' || expected === 'exists') return this.#appendLoosely(append, encoded);
    const at = expected === 'none' ? -1 : expected;
    if (new Set(encoded.ids).size === encoded.ids.length) return this.#appendAt(at, append, encoded);
    const actual = await this.#lastRevision(stream);
    throw actual === at ? idReused(stream) : conflict(stream, expected, actual);
  }

  /** Only the last event is read back: it tells where it lies, and whether this try wrote it or the events were there. */
  async #appendAt(at: number, append: Append, encoded: Encoded): Promise<Appended> {
    const work = { encoded, at, attempt: newAttempt() };
    const { answerWithinMs } = this.#patience;
    await this.#persist(() => put(this.#client, work, answerWithinMs));
    const [first, last] = [at + 1, at + encoded.ids.length];
    const row = await this.#persist(() => this.#rowAt(encoded.stream, last));
    if (row.attempt !== work.attempt) {
      const there = await this.#rows(encoded.stream, { from: first, max: encoded.ids.length });
      await this.#requireSame(append, there);
    }
    return placeOf(row);
  }

  // The server knows only ids that it saw lately, and judges by the first: so the stream is searched here, and appended to
  // at the revision that it was found at.
  async #appendLoosely(append: Append, encoded: Encoded): Promise<Appended> {
    const { stream, expected } = append;
    for (let race = 1; ; race += 1) {
      const { at, found } = await this.#search(stream, new Set(encoded.ids));
      const there = encoded.ids.flatMap((id) => found.get(id) ?? []);
      const end = there.at(-1);
      if (end !== undefined && there.length === encoded.ids.length) {
        await this.#requireSame(append, there);
        return placeOf(end);
      }
      if (end !== undefined || (expected === 'exists' && at < 0)) throw conflict(stream, expected, at);
      if (new Set(encoded.ids).size < encoded.ids.length) throw idReused(stream);
      try {
        return await this.#appendAt(at, append, encoded);
      } catch (thrown) {
        if (!isMailfoldError(thrown, 'event-store/conflict') || race === MOST_RACES) throw thrown;
      }
    }
  }

  /** Back from the end of the stream until all ids are found: all of it where one is new. */
  async #search(
    stream: string,
    ids: ReadonlySet<string>,
  ): Promise<{ readonly at: number; readonly found: ReadonlyMap<string, FoundRow> }> {
    const found = new Map<string, FoundRow>();
    let page = await this.#rows(stream, { direction: 'backwards' });
    const at = page[0]?.revision ?? -1;
    while (page.length > 0 && found.size < ids.size) {
      for (const row of page) if (ids.has(row.id)) found.set(row.id, row);
      const before = (page.at(-1)?.revision ?? 0) - 1;
      page = before < 0 ? [] : await this.#rows(stream, { direction: 'backwards', from: before });
    }
    return { at, found };
  }

  async #requireSame({ stream, events }: Append, there: readonly FoundRow[]): Promise<void> {
    await this.#codec.beforeDecode?.(there);
    const same = events.every((event, index) => {
      const row = there[index];
      return row !== undefined && row.id === event.id.toLowerCase() && sameContent(this.#codec.decode(row), event);
    });
    if (!same) throw idReused(stream);
  }

  async #rowAt(stream: string, revision: number): Promise<FoundRow> {
    const [row] = await this.#log.stream(stream, { from: revision, max: 1 });
    if (row === undefined) throw unavailable(`revision ${revision} of ${stream} was appended and cannot be read yet`);
    return row;
  }

  async #lastRevision(stream: string): Promise<number> {
    const [last] = await this.#rows(stream, { direction: 'backwards', max: 1 });
    return last?.revision ?? -1;
  }

  #rows(stream: string, options: Parameters<ServerLog['stream']>[1]): Promise<FoundRow[]> {
    return this.#persist(() => this.#log.stream(stream, options));
  }

  #persist<Result>(work: () => Promise<Result>): Promise<Result> {
    return persistently(this.#patience.patienceMs, work);
  }
}

const placeOf = ({ revision, position }: FoundRow): Appended => ({ revision, position });
