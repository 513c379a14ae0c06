import type { StoredEvent } from '@mailfold/event-store';
import type { Sql } from '@mailfold/read-store';
import type { ParkReason } from './parked-rows.ts';
import type { ViewDesk } from './view-steps.ts';
import { schemasOf } from './view-tables.ts';

/** The parked events of a key that a rebuild could not fold. */
export interface ParkedInRebuild {
  readonly heldAfter: number;
  readonly events: Map<number, { readonly event: StoredEvent; readonly why: ParkReason }>;
}

export interface Switch {
  /** Everything up to here is in the new tables. */
  readonly position: number;
  /** Every key that has events of the view's types. */
  readonly keys: readonly string[];
  readonly parked: ReadonlyMap<string, ParkedInRebuild>;
  readonly token: string;
}

/** The new tables take the name of the old ones; nobody else may be applying. Readers of the old ones finish undisturbed. */
export const switchTables = async (sql: Sql, desk: ViewDesk, done: Switch): Promise<void> => {
  const { view, name } = desk;
  const { live, next, old } = schemasOf(view);
  await sql.script(`alter schema "${live}" rename to "${old}"; alter schema "${next}" rename to "${live}";`);
  await sql.query('update processor.view set version = $2, rebuild = null where name = $1', [view.name, view.version]);
  await movePlaces(sql, name, done);
  await replaceParked(sql, desk, done);
};

const movePlaces = async (sql: Sql, processor: string, { position, keys }: Switch): Promise<void> => {
  await sql.query(
    `update processor.applied set position = greatest(position, $2), held_after = null where processor = $1`,
    [processor, position],
  );
  await sql.query(
    `insert into processor.applied (processor, key, position) select $1, key, $2 from unnest($3::text[]) as u (key)
     on conflict (processor, key) do nothing`,
    [processor, position, keys],
  );
};

const replaceParked = async (sql: Sql, { name, deps }: ViewDesk, { parked }: Switch): Promise<void> => {
  await sql.query('delete from processor.parked where processor = $1 and discarded_at is null', [name]);
  for (const [key, { heldAfter, events }] of parked) {
    await sql.query('update processor.applied set held_after = $3 where processor = $1 and key = $2', [
      name,
      key,
      heldAfter,
    ]);
    const all = [...events.values()];
    await sql.query(
      `insert into processor.parked (processor, key, position, event, code, reason, parked_at)
       select $1, $2, u.* , $7 from unnest($3::bigint[], $4::json[], $5::text[], $6::text[]) as u`,
      [
        name,
        key,
        all.map(({ event }) => event.position),
        all.map(({ event }) => JSON.stringify(event)),
        all.map(({ why }) => why.code),
        all.map(({ why }) => why.reason),
        deps.clock.now(),
      ],
    );
  }
};
