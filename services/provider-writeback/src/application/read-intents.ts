import type { ProviderChange } from '@mailfold/contracts';
import type { Querying } from './querying.ts';
import type { ActionsState, Intent, IntentState, MessagePlaces, Move } from '../domain/state.ts';

interface IntentRow {
  readonly id: string;
  readonly actionId: string;
  readonly threadId: string;
  readonly change: ProviderChange;
  readonly messages: readonly MessagePlaces[];
  readonly nth: number;
  readonly state: IntentState;
  readonly attempts: number;
  readonly moves: readonly Move[];
  readonly reason: string | null;
  readonly finishedAt: string | null;
}

export const INTENT_COLUMNS = `intent as id, action as "actionId", thread as "threadId", change, messages, nth, state, attempts,
  moves, reason, finished_at as "finishedAt"`;

export const intentOf = ({ reason, finishedAt, ...row }: IntentRow): Intent => ({
  ...row,
  reason: reason ?? undefined,
  finishedAt: finishedAt ?? undefined,
});

export const readIntents = async (sql: Querying, state: ActionsState, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const rows = await sql.query<IntentRow>(
    `select ${INTENT_COLUMNS} from writeback.intent where account = $1 and intent = any($2::uuid[])`,
    [state.accountId, [...new Set(ids)]],
  );
  for (const row of rows) state.intents.set(row.id, intentOf(row));
};

export const readOpenIntents = async (sql: Querying, state: ActionsState): Promise<void> => {
  const rows = await sql.query<IntentRow>(
    `select ${INTENT_COLUMNS} from writeback.intent where account = $1 and finished_at is null`,
    [state.accountId],
  );
  for (const row of rows) state.intents.set(row.id, intentOf(row));
};
