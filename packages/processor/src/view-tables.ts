import type { Sql } from '@mailfold/read-store';
import type { View } from './view.ts';

const NAME = /^[a-z][a-z0-9_]*$/;

/** The schemas of a view: the live one, the one that a rebuild fills, the one that it replaced. */
export const schemasOf = (
  view: Pick<View, 'name'>,
): { readonly live: string; readonly next: string; readonly old: string } => {
  if (!NAME.test(view.name)) throw new TypeError(`a view's name is a schema's name, in small letters: ${view.name}`);
  return { live: view.name, next: `${view.name}_next`, old: `${view.name}_old` };
};

/** Until the end of the transaction names without a schema mean the view's tables, and no rebuild can switch them. */
export const enterLive = async (sql: Sql, view: View): Promise<void> => {
  const { live } = schemasOf(view);
  await sql.query("select set_config('search_path', $1, true), pg_advisory_xact_lock_shared(hashtextextended($2, 0))", [
    pathOf(live),
    lockOf(view),
  ]);
};

/** Until the end of the transaction nobody applies anything to the live tables. */
export const lockOutLive = async (sql: Sql, view: View): Promise<void> => {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lockOf(view)]);
};

export const pathOf = (schema: string): string => `"${schema}", public`;

const lockOf = ({ name }: View): string => `mailfold view ${name}`;

/** Makes the view's empty tables in a schema, in place of what was there; readers need `createReadersIndexes` too. */
export const createTables = async (sql: Sql, view: View, schema: string): Promise<void> => {
  await sql.script(`
    drop schema if exists "${schema}" cascade;
    create schema "${schema}";
    set local search_path to ${pathOf(schema)};`);
  await sql.script(view.tables);
};

/** In the schema that names without one mean. */
export const createReadersIndexes = async (sql: Sql, { readersIndexes }: View): Promise<void> => {
  if (readersIndexes !== undefined) await sql.script(readersIndexes);
};

export interface ViewRow {
  readonly version: number;
}

export const viewRow = async (sql: Pick<Sql, 'query'>, { name }: View): Promise<ViewRow | undefined> => {
  const [row] = await sql.query<ViewRow>('select version from processor.view where name = $1', [name]);
  return row;
};
