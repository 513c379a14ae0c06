import type { Location } from '@mailfold/contracts';
import type { ReadStore } from '@mailfold/read-store';
import { placesFor } from '../../domain/provider-follows.ts';
import { type ActionsState, emptyState, type Intent, type MessagePlaces, type Move } from '../../domain/state.ts';
import { readAccount, readFolders } from '../read-account.ts';
import { INTENT_COLUMNS, intentOf } from '../read-intents.ts';
import { readMessages } from '../read-threads.ts';
import { placeKey, wentTo } from './went-to.ts';
import type { Place, Task, TaskMessage } from './task.ts';

export type Next =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'nothing' }
  /** There is something to do, and no way to the provider. */
  | { readonly kind: 'not-connected' };

/** By the place that each left. */
type Moves = ReadonlyMap<string, Move>;

/** What is left to do, from the rows: a restart goes on where it was. */
export class OpenIntents {
  readonly #rows: ReadStore;

  constructor(rows: ReadStore) {
    this.#rows = rows;
  }

  /** All there are: whoever is in charge of one is so before there is anything to do. */
  async accounts(): Promise<readonly string[]> {
    const rows = await this.#rows.query<{ account: string }>('select account from writeback.account order by account');
    return rows.map((row) => row.account);
  }

  /** The first of the account that has not ended. */
  async next(accountId: string): Promise<Next> {
    const [row] = await this.#rows.query<Parameters<typeof intentOf>[0]>(
      `select ${INTENT_COLUMNS} from writeback.intent where account = $1 and finished_at is null order by nth limit 1`,
      [accountId],
    );
    if (row === undefined) return { kind: 'nothing' };
    const intent = intentOf(row);
    const state = emptyState(accountId);
    await readAccount(this.#rows, state);
    if (state.account?.state !== 'connected') return { kind: 'not-connected' };
    await readFolders(this.#rows, state);
    const ids = intent.messages.map((one) => one.messageId);
    await readMessages(this.#rows, state, ids);
    return { kind: 'task', task: taskOf(state, state.account.tenantId, intent, await this.#ownMoves(accountId, ids)) };
  }

  async #ownMoves(accountId: string, messages: readonly string[]): Promise<Moves> {
    const rows = await this.#rows.query<{ moves: readonly Move[] }>(
      `select moves from writeback.intent where account = $1 and message_ids && $2::uuid[] and state = 'acknowledged'`,
      [accountId, messages],
    );
    return new Map(rows.flatMap(({ moves }) => moves.map((move) => [placeKey(move.from), move] as const)));
  }
}

const taskOf = (state: ActionsState, tenantId: string, intent: Intent, moves: Moves): Task => ({
  accountId: state.accountId,
  tenantId,
  intentId: intent.id,
  actionId: intent.actionId,
  change: intent.change,
  attempts: intent.attempts,
  messages: intent.messages.flatMap((one) => messageOf(state, intent, one, moves) ?? []),
  folders: [...state.folders.values()].filter((folder) => !folder.gone),
});

const messageOf = (
  state: ActionsState,
  { change }: Intent,
  { messageId, locations }: MessagePlaces,
  moves: Moves,
): TaskMessage | undefined => {
  const message = state.messages.get(messageId);
  if (message === undefined) return undefined;
  const followed = locations.map((location) => wentTo(location, moves));
  const known = followed.filter((one) => one !== undefined);
  if (known.length === followed.length) return { ...message, messageId, places: placesOf(state, known), lost: false };
  // We moved it and were not told where to: sync will find it, and knows better than the intent.
  const [found] = placesFor(state, change, [message]);
  const now = (found?.locations ?? []).filter((one) => !moves.has(placeKey(one)));
  return { ...message, messageId, places: placesOf(state, [...known, ...now]), lost: now.length === 0 };
};

const placesOf = (state: ActionsState, locations: readonly Location[]): readonly Place[] =>
  locations.flatMap((location) => {
    const folder = state.folders.get(location.folderId);
    return folder === undefined || folder.gone ? [] : [{ location, path: folder.path }];
  });
