import type { BlockListAnswer, BlockListBody } from '@mailfold/contracts/http';
import { type Clock, distinct, MailfoldError } from '@mailfold/kernel';
import { normaliseAddress } from '@mailfold/mail';
import type { Decider, DeciderRunner } from '@mailfold/processor';
import type { ReadStore, Sql } from '@mailfold/read-store';
import { type Caller, positionToken } from '@mailfold/service-host';
import type { z } from 'zod';
import {
  type BlockListCommand,
  type BlockListsState,
  type Screening,
  decideBlockList,
  evolveBlockList,
} from '../domain/block-lists/block-lists.ts';

export type BlockListsRunner = DeciderRunner<BlockListsState, BlockListCommand, { readonly changed: boolean }>;

/** `ingest.block-lists`: reference data of a tenant, on `account-<tenantId>`; it reaches accounts by command (record 6). */
export const blockListsDecider: Decider<BlockListsState, BlockListCommand, { readonly changed: boolean }> = {
  name: 'ingest.block-lists',
  context: 'account',
  reactsTo: [],
  load: async (sql, tenantId) => {
    const rows = await readLists(sql, tenantId);
    const lists = new Map(rows.map(({ owner, ...row }) => [owner, screeningOf(row)]));
    return { tenantId, lists, version: Math.max(0, ...rows.map((row) => row.version)), changed: new Set() };
  },
  react: () => [],
  decide: (state, { body }) => {
    const facts = decideBlockList(state, body);
    return { facts, outcome: { changed: facts.length > 0 } };
  },
  evolve: evolveBlockList,
  save: async (sql, tenantId, { lists, version, changed }) => {
    for (const owner of changed) {
      const { addresses = [], domains = [], contactsOnly = false } = lists.get(owner) ?? {};
      await sql.query(
        `insert into ingest.block_list (tenant, owner, addresses, domains, version, contacts_only) values ($1, $2, $3::json, $4::json, $5, $6)
         on conflict (tenant, owner) do update set addresses = excluded.addresses, domains = excluded.domains,
           contacts_only = excluded.contacts_only, version = excluded.version`,
        [tenantId, owner, JSON.stringify(addresses), JSON.stringify(domains), version, contactsOnly],
      );
    }
  },
  clear: async (sql, tenantId) => void (await sql.query('delete from ingest.block_list where tenant = $1', [tenantId])),
};

/** As events have it: the policy is named where it is on. */
export const screeningOf = ({ addresses, domains, contactsOnly = false }: Screening): Screening => ({
  addresses,
  domains,
  ...(contactsOnly ? { contactsOnly } : {}),
});

export interface BlockListRow extends Screening {
  /** The tenant's id for its own list. */
  readonly owner: string;
  readonly version: number;
}

export const readLists = (sql: Pick<Sql, 'query'>, tenantId: string): Promise<BlockListRow[]> =>
  sql.query<BlockListRow>(
    'select owner, addresses, domains, version, contacts_only as "contactsOnly" from ingest.block_list where tenant = $1',
    [tenantId],
  );

export interface BlockListsParts {
  readonly rows: ReadStore;
  readonly runner: BlockListsRunner;
  readonly clock: Clock;
}

/** Whose list it is, the caller says: a user's own, or with a service key the tenant's (SCO-4). */
export class BlockLists {
  readonly #parts: BlockListsParts;

  constructor(parts: BlockListsParts) {
    this.#parts = parts;
  }

  async read({ kind, tenantId, userId }: Caller): Promise<BlockListAnswer> {
    const row = (await readLists(this.#parts.rows, tenantId)).find((one) => one.owner === (userId ?? tenantId));
    const { addresses = [], domains = [], contactsOnly = false } = row ?? {};
    if (kind === 'user') return { of: 'user', addresses, domains };
    return { of: 'tenant', addresses, domains, contactsOnly };
  }

  async replace(
    { tenantId, userId }: Caller,
    id: string,
    { addresses, domains, contactsOnly }: z.output<typeof BlockListBody>,
  ): Promise<{ token: string }> {
    if (userId !== undefined && contactsOnly !== undefined) throw notYours();
    const body = {
      ...(userId === undefined ? {} : { userId }),
      ...(contactsOnly === undefined ? {} : { contactsOnly }),
      addresses: distinct(addresses.map((one) => normaliseAddress(one) ?? one.trim().toLowerCase())).toSorted(),
      domains: distinct(
        domains.map((one) =>
          one
            .trim()
            .toLowerCase()
            .replace(/^@|^\*\./, ''),
        ),
      ).toSorted(),
    };
    const at = this.#parts.clock.now().toISOString();
    const { position } = await this.#parts.runner.execute({ id, tenantId, key: tenantId, body, at });
    return { token: positionToken.encode({ key: tenantId, position }) };
  }
}

const notYours = (): MailfoldError =>
  new MailfoldError({
    code: 'ingest/bad-policy',
    message: 'Whether only mail of contacts is stored is the tenant’s choice: use a service key that acts as nobody.',
  });
