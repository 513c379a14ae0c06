import type { Action, ActionsAnswer, ThreadAction } from '@mailfold/contracts/http';
import { type Clock, MailfoldError, uuid5 } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import { positionToken, type UserCaller } from '@mailfold/service-host';
import type { z } from 'zod';
import type { ActionsRunner } from './actions-decider.ts';
import { stateOf } from './state-of-action.ts';

type Outcome = z.input<typeof ActionsAnswer>['items'][number];

/** What owners do with their threads; a thread that is not the caller's is not found. */
export class Actions {
  readonly #rows: ReadStore;
  readonly #runner: ActionsRunner;
  readonly #clock: Clock;

  constructor(parts: { readonly rows: ReadStore; readonly runner: ActionsRunner; readonly clock: Clock }) {
    this.#rows = parts.rows;
    this.#runner = parts.runner;
    this.#clock = parts.clock;
  }

  /** An outcome for each thread, in the order given (WBK-1). */
  async act(
    caller: UserCaller,
    commandId: string,
    kind: ThreadAction,
    threads: readonly string[],
  ): Promise<readonly Outcome[]> {
    const accounts = await this.#accountsOf(caller, threads);
    const known = threads.filter((threadId) => accounts.has(threadId));
    const at = this.#clock.now().toISOString();
    const done = await this.#runner.executeMany(
      known.map((threadId) => {
        const id = uuid5(commandId, threadId);
        const body = { kind, threadId, actionId: id, by: caller.userId };
        return { id, tenantId: caller.tenantId, key: accounts.get(threadId) ?? '', at, body };
      }),
    );
    const outcomes = new Map(known.map((threadId, nth) => [threadId, done[nth]]));
    return threads.map((threadId) => {
      const one = outcomes.get(threadId);
      if (one === undefined) return { threadId, outcome: 'not-found' };
      const token = positionToken.encode({ key: one.key, position: one.position });
      const { outcome, provider } = one.outcome;
      return outcome === 'done'
        ? { threadId, outcome, actionId: one.id, provider, token }
        : { threadId, outcome, token };
    });
  }

  /** Why the provider did or did not follow (WBK-3, WBK-4). */
  async show(caller: UserCaller, id: string): Promise<z.input<typeof Action>> {
    const [action] = await this.#rows.query<
      Omit<z.input<typeof Action>, 'state' | 'attempts' | 'reason' | 'finishedAt'>
    >(
      `select x.action as id, x.thread as "threadId", x.account as "accountId", x.kind as action, x.at, x.provider
         from writeback.action x join writeback.account a using (account)
        where x.action = $1 and a.tenant = $2 and a.owner = $3`,
      [id, caller.tenantId, caller.userId],
    );
    if (action === undefined) {
      throw new MailfoldError({ code: 'action/not-found', message: `There is no action ${id} in your mailbox.` });
    }
    const intents = await this.#rows.query<Parameters<typeof stateOf>[0][number]>(
      `select state, attempts, reason, finished_at as "finishedAt" from writeback.intent where action = $1 order by nth`,
      [id],
    );
    return { ...action, ...stateOf(intents) };
  }

  async #accountsOf(caller: UserCaller, threads: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#rows.query<{ thread: string; account: string }>(
      `select t.thread, t.account from writeback.thread t join writeback.account a using (account)
        where t.thread = any($1::uuid[]) and a.tenant = $2 and a.owner = $3`,
      [[...new Set(threads)], caller.tenantId, caller.userId],
    );
    return new Map(rows.map((row) => [row.thread, row.account]));
  }
}
