import type { ReadStore, Sql } from '@mailfold/read-store';
import { nameOf, type Share, sharesOf } from '../domain/share.ts';

/** A shard in hand. */
export interface Held {
  readonly name: string;
  readonly epoch: number;
  readonly position: number;
  readonly series: string;
}

/** Who has which shard, and how far it is published. Time is the database's, so that clocks of machines do not matter. */
export class ShardRows {
  readonly #rows: ReadStore;
  readonly #me: string;
  readonly #leaseMs: number;

  constructor(rows: ReadStore, me: string, leaseMs: number) {
    this.#rows = rows;
    this.#me = me;
    this.#leaseMs = leaseMs;
  }

  /** Undefined while another process has it, or shards of another number are in hand. */
  take(share: Share): Promise<Held | undefined> {
    return this.#rows.transaction(async (sql) => {
      await sql.query("select pg_advisory_xact_lock(hashtext('mailfold.forwarder'))");
      const others = await sql.query(
        'select 1 from forwarder.shard where shards <> $1 and held_until > clock_timestamp() limit 1',
        [share.of],
      );
      if (others.length > 0) return undefined;
      await this.#lay(sql, share.of);
      const [held] = await sql.query<Held>(
        `update forwarder.shard
         set epoch = epoch + 1, holder = $2, held_until = clock_timestamp() + $3 * interval '1 ms'
         where name = $1 and held_until <= clock_timestamp()
         returning name, epoch, position, series`,
        [nameOf(share), this.#me, this.#leaseMs],
      );
      return held;
    });
  }

  /** Rows for this number of shards in place of those of another number, which none of the new ones is behind. */
  async #lay(sql: Sql, of: number): Promise<void> {
    await sql.query(
      `with before as (delete from forwarder.shard where shards <> $1 returning position)
       insert into forwarder.shard (name, shards, position)
       select name, $1, (select coalesce(min(position), 0) from before) from unnest($2::text[]) as u (name)
       on conflict (name) do nothing`,
      [of, sharesOf(of).map(nameOf)],
    );
  }

  /** Keeps the shard and writes how far it has come. False: it is another's now. */
  async keep({ name, epoch }: Held, position: number): Promise<boolean> {
    const kept = await this.#rows.query(
      `update forwarder.shard
       set position = greatest(position, $3), held_until = clock_timestamp() + $4 * interval '1 ms'
       where name = $1 and epoch = $2 returning 1`,
      [name, epoch, position, this.#leaseMs],
    );
    return kept.length > 0;
  }

  /** Anybody may take it at once. */
  async release({ name, epoch }: Held, position: number): Promise<void> {
    await this.#rows.query(
      `update forwarder.shard set position = greatest(position, $3), holder = null, held_until = '-infinity'
       where name = $1 and epoch = $2`,
      [name, epoch, position],
    );
  }

  /** How far a shard is published, whoever has it. */
  async position(share: Share): Promise<number> {
    const [row] = await this.#rows.query<Pick<Held, 'position'>>(
      'select position from forwarder.shard where name = $1',
      [nameOf(share)],
    );
    return row?.position ?? 0;
  }
}
