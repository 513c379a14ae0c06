import { BACKWARDS, END, type EventStoreDBClient, FORWARDS } from '@eventstore/db-client';
import type { ReadStreamOptions } from '@mailfold/event-store';
import { collect } from './collect.ts';
import { placeOf, positionOf } from './place.ts';
import { type FoundRow, rowsOf } from './rows.ts';

/** Part of the log: our rows in it, how far it goes, and whether that is the end. */
export interface Stretch {
  readonly rows: readonly FoundRow[];
  readonly to: number;
  readonly ended: boolean;
}

const FIRST_LOOK = 16;
const FURTHER_LOOK = 500;

/** The server's log as rows. Asks the leader: a follower may not have yet what was just acknowledged. */
export class ServerLog {
  readonly #client: EventStoreDBClient;
  readonly #answerWithinMs: number;

  constructor(client: EventStoreDBClient, answerWithinMs: number) {
    this.#client = client;
    this.#answerWithinMs = answerWithinMs;
  }

  async stream(name: string, { from, direction, max = 1_000 }: ReadStreamOptions): Promise<FoundRow[]> {
    if (direction !== 'backwards') return this.#read(name, max, FORWARDS, from ?? 0);
    const rows = await this.#read(name, max, BACKWARDS, from);
    // From beyond the end the server counts down through numbers that no event has, and may find fewer than there are.
    const beyond = from !== undefined && rows[0]?.revision !== from;
    return beyond ? this.#read(name, max, BACKWARDS) : rows;
  }

  /** What comes after a position, at most so many events, the server's own counted. */
  async after(position: number, count: number): Promise<Stretch> {
    // A read from a position gives what lies at it as well.
    const read = this.#client.readAll({ fromPosition: placeOf(position), maxCount: count + 1, requiresLeader: true });
    const found = await collect(read, this.#answerWithinMs);
    const last = found.at(-1)?.event?.position;
    return {
      rows: rowsOf(found).filter((row) => row.position > position),
      to: last === undefined ? position : positionOf(last),
      ended: found.length <= count,
    };
  }

  /** The position of the last event of ours. */
  async head(): Promise<number> {
    let before: number | undefined;
    for (let count = FIRST_LOOK; ; count = FURTHER_LOOK) {
      const fromPosition = before === undefined ? END : placeOf(before);
      const options = { fromPosition, maxCount: count, direction: BACKWARDS, requiresLeader: true } as const;
      const found = await collect(this.#client.readAll(options), this.#answerWithinMs);
      const [newest] = rowsOf(found);
      if (newest !== undefined) return newest.position;
      if (found.length < count) return 0;
      before = positionOf(found.at(-1)?.event?.position);
    }
  }

  async #read(
    name: string,
    maxCount: number,
    direction: typeof FORWARDS | typeof BACKWARDS,
    from?: number,
  ): Promise<FoundRow[]> {
    const fromRevision = from === undefined ? END : BigInt(from);
    const read = this.#client.readStream(name, { fromRevision, maxCount, direction, requiresLeader: true });
    return rowsOf(await collect(read, this.#answerWithinMs));
  }
}
