import type { HiddenAnswer, SharingAnswer } from '@mailfold/contracts/http';
import type { Visibility } from '@mailfold/contracts';
import { type Clock, MailfoldError, uuid5 } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import { positionToken, type UserCaller } from '@mailfold/service-host';
import type { z } from 'zod';
import type { SharingRunner } from './sharing-decider.ts';

type Outcome = z.input<typeof SharingAnswer>['items'][number];

/** What owners do with their threads; a thread that is not the caller's is not found. */
export class Sharing {
  readonly #rows: ReadStore;
  readonly #runner: SharingRunner;
  readonly #clock: Clock;

  constructor(parts: { readonly rows: ReadStore; readonly runner: SharingRunner; readonly clock: Clock }) {
    this.#rows = parts.rows;
    this.#runner = parts.runner;
    this.#clock = parts.clock;
  }

  /** An outcome for each thread, in the order given (WBK-1). */
  async set(
    caller: UserCaller,
    commandId: string,
    threads: readonly string[],
    visibility: Visibility,
  ): Promise<Outcome[]> {
    const accounts = await this.#accountsOf(caller, 'thread', threads);
    const known = threads.filter((threadId) => accounts.has(threadId));
    const at = this.#clock.now().toISOString();
    const done = await this.#runner.executeMany(
      known.map((threadId) => ({
        id: uuid5(commandId, threadId),
        tenantId: caller.tenantId,
        key: accounts.get(threadId) ?? '',
        at,
        body: { kind: 'set' as const, threadId, visibility, by: caller.userId },
      })),
    );
    const outcomes = new Map(known.map((threadId, nth) => [threadId, done[nth]]));
    return threads.map((threadId) => {
      const one = outcomes.get(threadId);
      if (one === undefined) return { threadId, outcome: 'not-found' };
      const key = accounts.get(threadId) ?? '';
      return { threadId, outcome: one.outcome, token: positionToken.encode({ key, position: one.position }) };
    });
  }

  async hide(
    caller: UserCaller,
    commandId: string,
    messageId: string,
    hidden: boolean,
  ): Promise<z.input<typeof HiddenAnswer>> {
    const key = (await this.#accountsOf(caller, 'message', [messageId])).get(messageId);
    if (key === undefined) throw notFound(messageId);
    const { outcome, position } = await this.#runner.execute({
      id: commandId,
      tenantId: caller.tenantId,
      key,
      at: this.#clock.now().toISOString(),
      body: { kind: hidden ? 'hide' : 'show', messageId, by: caller.userId },
    });
    if (outcome !== 'done' && outcome !== 'already-so') throw notFound(messageId);
    return { outcome, token: positionToken.encode({ key, position }) };
  }

  async #accountsOf(
    caller: UserCaller,
    kind: 'thread' | 'message',
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#rows.query<{ id: string; account: string }>(
      `select x.${kind} as id, x.account from visibility.${kind} x join visibility.account a using (account)
        where x.${kind} = any($1) and a.tenant = $2 and a.owner = $3`,
      [[...new Set(ids)], caller.tenantId, caller.userId],
    );
    return new Map(rows.map((row) => [row.id, row.account]));
  }
}

const notFound = (messageId: string): MailfoldError =>
  new MailfoldError({ code: 'message/not-found', message: `There is no message ${messageId} in your mailbox.` });
