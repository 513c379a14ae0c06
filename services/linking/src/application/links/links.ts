import type { LinkOutcome, ThreadLinks } from '@mailfold/contracts/http';
import type { Why } from '@mailfold/contracts';
import { type Clock, MailfoldError } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import { positionToken, type UserCaller } from '@mailfold/service-host';
import type { z } from 'zod';
import type { LinkCommand } from '../../domain/links/commands.ts';
import type { LinksRunner } from '../reference-reactor.ts';

type ByHand = Exclude<LinkCommand, { kind: 'reference-changed' }>;
/** A command without what the caller adds. */
export type LinkChange = ByHand extends infer One ? (One extends ByHand ? Omit<One, 'threadId' | 'by'> : never) : never;

interface LinkRow {
  readonly kind: 'contact' | 'organisation' | 'deal';
  readonly record: string;
  readonly externalId: string;
  readonly name: string;
  readonly why: Why;
}

/** Links of a thread, for its owner (LNK-3, LNK-5). */
export class Links {
  readonly #rows: ReadStore;
  readonly #runner: LinksRunner;
  readonly #clock: Clock;

  constructor(parts: { readonly rows: ReadStore; readonly runner: LinksRunner; readonly clock: Clock }) {
    this.#rows = parts.rows;
    this.#runner = parts.runner;
    this.#clock = parts.clock;
  }

  async change(
    caller: UserCaller,
    commandId: string,
    threadId: string,
    change: LinkChange,
  ): Promise<z.input<typeof LinkOutcome>> {
    const account = await this.#accountOf(caller, threadId);
    if (account === undefined) throw notFound(`There is no thread ${threadId} in your mailbox.`);
    const { outcome, position } = await this.#runner.execute({
      id: commandId,
      tenantId: caller.tenantId,
      key: account,
      at: this.#clock.now().toISOString(),
      body: { ...change, threadId, by: caller.userId },
    });
    if (outcome === 'not-found') throw notFound('There is no such record in the directory, or you may not see it.');
    return { outcome, token: positionToken.encode({ key: account, position }) };
  }

  async show(caller: UserCaller, threadId: string): Promise<z.input<typeof ThreadLinks> | undefined> {
    const account = await this.#accountOf(caller, threadId);
    if (account === undefined) return undefined;
    const links = await this.#rows.query<LinkRow>(
      `select l.kind, l.record, l.why, r.data ->> 'externalId' as "externalId", r.data ->> 'name' as name
         from linking.thread t join linking.link l on l.account = t.account and l.thread = t.root
         join linking.record r on r.tenant = $3 and r.id = l.record
        where t.account = $1 and t.thread = $2 and not l.barred order by l.kind, name, l.record`,
      [account, threadId, caller.tenantId],
    );
    const suggested = await this.#rows.query<{ id: string; name: string }>(
      `select r.data ->> 'externalId' as id, r.data ->> 'name' as name
         from linking.thread t join linking.thread root on root.account = t.account and root.thread = t.root
         join linking.record r on r.tenant = $3 and r.id = any(root.suggested)
        where t.account = $1 and t.thread = $2 order by name`,
      [account, threadId, caller.tenantId],
    );
    const at = this.#clock.now().toISOString();
    return {
      threadId,
      links: links.map(({ kind, externalId, name, why }) => ({
        kind,
        record: { id: externalId, name },
        why: { rule: why.rule, ...(why.address === undefined ? {} : { address: why.address }), at },
      })),
      suggestedDeals: suggested,
    };
  }

  /** Undefined unless the thread is in an account of this user. */
  async #accountOf(caller: UserCaller, threadId: string): Promise<string | undefined> {
    const [row] = await this.#rows.query<{ account: string }>(
      `select t.account from linking.thread t join linking.account a using (account)
        where t.thread = $1 and a.tenant = $2 and a.owner = $3`,
      [threadId, caller.tenantId, caller.userId],
    );
    return row?.account;
  }
}

const notFound = (message: string): MailfoldError => new MailfoldError({ code: 'thread/not-found', message });
