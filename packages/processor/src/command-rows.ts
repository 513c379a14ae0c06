import type { Sql, SqlValue } from '@mailfold/read-store';

export interface CommandRow {
  readonly id: string;
  readonly outcome: unknown;
  /** Of the stream when the command was done. */
  readonly revision: number;
}

export const commandsDone = async (
  sql: Sql,
  processor: string,
  key: string,
  ids: readonly string[],
): Promise<Map<string, CommandRow>> => {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<CommandRow>(
    'select id, outcome, revision from processor.command where processor = $1 and key = $2 and id = any($3::text[])',
    [processor, key, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

const jsonOf = (outcome: unknown): SqlValue => (outcome === undefined ? null : JSON.stringify(outcome));

export const insertCommands = async (
  sql: Sql,
  processor: string,
  key: string,
  commands: readonly CommandRow[],
  at: Date,
): Promise<void> => {
  if (commands.length === 0) return;
  await sql.query(
    `insert into processor.command (processor, key, id, outcome, revision, at)
     select $1, $2, u.id, u.outcome, u.revision, $6
     from unnest($3::text[], $4::json[], $5::bigint[]) as u (id, outcome, revision)`,
    [
      processor,
      key,
      commands.map((command) => command.id),
      commands.map((command) => jsonOf(command.outcome)),
      commands.map((command) => command.revision),
      at,
    ],
  );
};
