import type { Clock } from '@mailfold/kernel';
import type { ReadStore, Sql } from '@mailfold/read-store';
import type { Claimed, Claims, Word } from './claims.ts';
import type { Wanted } from './leases.ts';

export interface PostgresClaimsOptions {
  readonly rows: ReadStore;
  readonly pool: string;
  /** This process. */
  readonly member: string;
  readonly ttlMs: number;
  /** Default: the database's, which is the same for all. */
  readonly clock: Clock | undefined;
}

/** A channel for each pool. */
export const channelOf = (pool: string): string => `leases ${pool}`;

/** Leases as rows. A member takes no more than its even part of what is wanted, and gives up what it has beyond. */
export class PostgresClaims implements Claims {
  readonly #options: PostgresClaimsOptions;

  constructor(options: PostgresClaimsOptions) {
    this.#options = options;
  }

  async claim(wanted: readonly Wanted[]): Promise<Claimed> {
    const { rows, pool, member } = this.#options;
    const names = wanted.map(({ resource }) => resource);
    const claimed = await rows.transaction(async (sql) => {
      const joined = await this.#renew(sql);
      const { members, holders } = await readPool(sql, pool);
      const { surplus, free } = shareOut(names, holders, member, members);
      await sql.query(
        `insert into leases.lease (pool, resource, holder, until)
         select $1, u, $2, until from unnest($3::text[]) as u, leases.member where member = $2 and pool = $1`,
        [pool, member, free],
      );
      return { joined, mine: await this.#held(sql), surplus: new Set(surplus) };
    });
    // The others may have more than their part now.
    if (claimed.joined) await this.announce({ kind: 'look' });
    return claimed;
  }

  async release(resources: readonly string[]): Promise<void> {
    const { rows, pool, member } = this.#options;
    await rows.query('delete from leases.lease where pool = $1 and holder = $2 and resource = any($3::text[])', [
      pool,
      member,
      resources,
    ]);
  }

  async announce(word: Word): Promise<void> {
    const { rows, pool, member } = this.#options;
    await rows.query('select pg_notify($1, $2)', [channelOf(pool), JSON.stringify({ ...word, from: member })]);
  }

  async leave(): Promise<void> {
    const { rows, pool, member } = this.#options;
    await rows.query('delete from leases.lease where pool = $1 and holder = $2', [pool, member]);
    await rows.query('delete from leases.member where pool = $1 and member = $2', [pool, member]);
    await this.announce({ kind: 'look' });
  }

  async #held(sql: Sql): Promise<ReadonlyMap<string, number>> {
    const { pool, member } = this.#options;
    const leases = await sql.query<{ resource: string; fence: number }>(
      'select resource, fence from leases.lease where pool = $1 and holder = $2',
      [pool, member],
    );
    return new Map(leases.map(({ resource, fence }) => [resource, fence]));
  }

  /** @returns whether this member is new */
  async #renew(sql: Sql): Promise<boolean> {
    const { pool, member, ttlMs, clock } = this.#options;
    // One after another: what is even is counted in a pool that stands still.
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [channelOf(pool)]);
    const now = clock?.now() ?? null;
    await sql.query('delete from leases.member where pool = $1 and until < coalesce($2, clock_timestamp())', [
      pool,
      now,
    ]);
    await sql.query('delete from leases.lease where pool = $1 and until < coalesce($2, clock_timestamp())', [
      pool,
      now,
    ]);
    const [row] = await sql.query<{ joined: boolean }>(
      `insert into leases.member as m (pool, member, until)
       values ($1, $2, coalesce($3, clock_timestamp()) + make_interval(secs => $4::float8 / 1000))
       on conflict (pool, member) do update set until = excluded.until
       returning xmax = 0 as joined`,
      [pool, member, now, ttlMs],
    );
    await sql.query(
      `update leases.lease l set until = m.until from leases.member m
       where l.pool = $1 and l.holder = $2 and m.pool = $1 and m.member = $2`,
      [pool, member],
    );
    return row?.joined === true;
  }
}

const readPool = async (
  sql: Sql,
  pool: string,
): Promise<{ readonly members: number; readonly holders: ReadonlyMap<string, string> }> => {
  const [count] = await sql.query<{ members: number }>(
    'select count(*) as members from leases.member where pool = $1',
    [pool],
  );
  const leases = await sql.query<{ resource: string; holder: string }>(
    'select resource, holder from leases.lease where pool = $1',
    [pool],
  );
  return {
    members: count?.members ?? 1,
    holders: new Map(leases.map(({ resource, holder }) => [resource, holder])),
  };
};

export interface SharedOut {
  readonly surplus: readonly string[];
  readonly free: readonly string[];
}

/** Pure. What a member gives up and takes when each may have an even part of what is wanted, rounded up. */
export const shareOut = (
  wanted: readonly string[],
  holders: ReadonlyMap<string, string>,
  member: string,
  members: number,
): SharedOut => {
  const even = Math.ceil(wanted.length / Math.max(1, members));
  const isWanted = new Set(wanted);
  const mine = [...holders].filter(([, holder]) => holder === member).map(([resource]) => resource);
  const kept = mine.filter((resource) => isWanted.has(resource)).slice(0, even);
  const keeps = new Set(kept);
  return {
    surplus: mine.filter((resource) => !keeps.has(resource)),
    free: wanted.filter((resource) => !holders.has(resource)).slice(0, even - kept.length),
  };
};
