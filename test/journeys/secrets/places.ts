import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadStore } from '@mailfold/read-store';

/** A place where something could stand, and what stands there. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where one of the needles stands. */
export const hits = (places: readonly Place[], needles: readonly string[]): readonly string[] =>
  places.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle, 0, 'latin1'))).map(({ name }) => name);

/** All files below a folder but these: the database's pages and its write-ahead log, blobs, logs. */
export const filesBelow = async (folder: string, but: readonly string[]): Promise<readonly Place[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !but.includes(entry.name));
  return Promise.all(
    files.map(async ({ parentPath, name }) => ({
      name: join(parentPath, name).slice(folder.length + 1),
      // What vanishes meanwhile is not there.
      bytes: await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0)),
    })),
  );
};

/** Every row of every table as text: what a dump would hold, also where pages hold it compressed. */
export const rowsOf = async (rows: ReadStore): Promise<readonly Place[]> => {
  const tables = await rows.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const lines = await rows.query<{ line: string }>(`select t::text as line from ${name} t`);
      return { name: `table ${name}`, bytes: Buffer.from(lines.map(({ line }) => line).join('\n')) };
    }),
  );
};

/** What everybody on the machine may see of a process, and what its own user may: arguments, title, environment. Linux only. */
export const processPlaces = async (pids: readonly number[]): Promise<readonly Place[]> =>
  Promise.all(
    pids.flatMap((pid) =>
      ['cmdline', 'comm', 'environ'].map(async (what) => ({
        name: `${what} of process ${pid}`,
        // One that has ended shows nothing.
        bytes: await readFile(`/proc/${pid}/${what}`).catch(() => Buffer.alloc(0)),
      })),
    ),
  );

export const textPlace = (name: string, value: unknown): Place => ({
  name,
  bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});
