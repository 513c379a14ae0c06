import { sha256Hex } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import type { View } from './view.ts';
import { enterLive } from './view-tables.ts';

export interface ViewHash {
  /** Of all hashed tables together. */
  readonly hash: string;
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly hash: string }[];
}

/** Hashes every row of the view's hashed tables, in the order of their keys, at one moment. */
export const hashOfView = async (rows: ReadStore, view: View): Promise<ViewHash> =>
  rows.transaction(
    async (sql) => {
      await enterLive(sql, view);
      const tables: { table: string; rows: number; hash: string }[] = [];
      for (const { table, key } of view.hashed) {
        const [row] = await sql.query<{ readonly n: number; readonly hash: string }>(
          `select count(*) as n, md5(coalesce(string_agg(md5(t::text), '' order by ${key}, t::text), '')) as hash
           from ${table} t`,
        );
        tables.push({ table, rows: row?.n ?? 0, hash: row?.hash ?? '' });
      }
      return { hash: sha256Hex(JSON.stringify(tables)), tables };
    },
    { snapshot: true },
  );
