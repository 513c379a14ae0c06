import type { Sql } from '@mailfold/read-store';
import type { ActionsState } from '../domain/state.ts';

export const saveActions = async (sql: Sql, { accountId, actions }: ActionsState): Promise<void> => {
  const rows = [...actions.values()];
  if (rows.length === 0) return;
  await sql.query(
    `insert into writeback.action (account, action, thread, kind, at, provider)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
     on conflict (action) do nothing`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.threadId),
      rows.map((row) => row.kind),
      rows.map((row) => row.at),
      rows.map((row) => row.provider),
    ],
  );
};

export const saveIntents = async (sql: Sql, { accountId, intents, changed }: ActionsState): Promise<void> => {
  const rows = [...changed.intents].flatMap((id) => intents.get(id) ?? []);
  if (rows.length === 0) return;
  await sql.query(
    `insert into writeback.intent
       (account, intent, action, thread, change, messages, message_ids, nth, state, attempts, moves, reason, finished_at)
     select $1, i.id, i.action, i.thread, i.change, i.messages, i.ids::uuid[], i.nth, i.state, i.attempts, i.moves, i.reason, i.ended
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::json[], $7::text[], $8::int[], $9::text[], $10::int[],
                   $11::json[], $12::text[], $13::text[])
         as i (id, action, thread, change, messages, ids, nth, state, attempts, moves, reason, ended)
     on conflict (intent) do update set state = excluded.state, attempts = excluded.attempts, moves = excluded.moves,
       reason = excluded.reason, finished_at = excluded.finished_at`,
    [
      accountId,
      rows.map((row) => row.id),
      rows.map((row) => row.actionId),
      rows.map((row) => row.threadId),
      rows.map((row) => row.change),
      rows.map((row) => JSON.stringify(row.messages)),
      rows.map((row) => `{${row.messages.map((one) => one.messageId).join(',')}}`),
      rows.map((row) => row.nth),
      rows.map((row) => row.state),
      rows.map((row) => row.attempts),
      rows.map((row) => JSON.stringify(row.moves)),
      rows.map((row) => row.reason ?? null),
      rows.map((row) => row.finishedAt ?? null),
    ],
  );
};
