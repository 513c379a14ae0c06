import type { ReadStore } from '@mailfold/read-store';
import type { Check } from '../check.ts';

const part = 'database';

export const databaseCheck = (rows: ReadStore): Check => ({
  part,
  whatToDo: 'See whether PostgreSQL runs and can be reached; embedded, stop mailfold and start it again.',
  look: async () => {
    const began = performance.now();
    const [row] = await rows.query<{ readonly version: string; readonly size: number }>(
      `select current_setting('server_version') as version, pg_database_size(current_database()) as size`,
    );
    const took = Math.ceil(performance.now() - began);
    const megabytes = Math.ceil((row?.size ?? 0) / 2 ** 20);
    return [
      { part, state: 'ok', words: `PostgreSQL ${row?.version ?? ''} answers in ${took} ms and holds ${megabytes} MB` },
    ];
  },
});
