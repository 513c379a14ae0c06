import type { ReadStore } from './read-store.ts';

/** One step of a schema; `name` orders and identifies it for ever, e.g. `threading/001-keys`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

const LEDGER = `
  create schema mailfold;
  create table mailfold.migration (
    name text primary key,
    applied_at timestamptz not null default now()
  );`;

/** Runs the steps that have not run yet, in the given order, one transaction for all; safe to run from several processes. */
export const migrate = async (store: ReadStore, migrations: readonly Migration[]): Promise<void> => {
  await store.transaction(async (sql) => {
    await sql.query("select pg_advisory_xact_lock(hashtext('mailfold.migration'))");
    // Not `if not exists`, which may look into a catalogue from before the lock was had.
    const ledger = await sql.query("select 1 from pg_namespace where nspname = 'mailfold'");
    if (ledger.length === 0) await sql.script(LEDGER);
    const rows = await sql.query<{ name: string }>('select name from mailfold.migration');
    const applied = new Set(rows.map((row) => row.name));
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      await sql.script(migration.sql);
      await sql.query('insert into mailfold.migration (name) values ($1)', [migration.name]);
    }
  });
};
