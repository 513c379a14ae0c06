import type { Decider } from '@mailfold/processor';
import type { Sql } from '@mailfold/read-store';
import type { AccountCommand, AccountOutcome } from '../domain/account/commands.ts';
import { decideAccount } from '../domain/account/decide.ts';
import { evolveAccount } from '../domain/account/evolve.ts';
import type { Account, AccountState } from '../domain/account/state.ts';

/** Rows of one key, which `clear` deletes. */
const TABLES = ['ingest.account'];

/** `ingest.accounts`: owns the accounts; their stream is `account-<accountId>`. */
export const accountsDecider: Decider<AccountState, AccountCommand, AccountOutcome> = {
  name: 'ingest.accounts',
  context: 'account',
  reactsTo: [],
  load: async (sql, accountId, needs) => ({
    accountId,
    tenantId: needs.commands[0]?.tenantId ?? needs.events[0]?.meta.tenantId ?? '',
    account: await loadAccount(sql, accountId),
    changed: false,
  }),
  react: () => [],
  decide: (state, { body }) => decideAccount(state, body),
  evolve: evolveAccount,
  save: (sql, _key, state) => saveAccount(sql, state),
  clear: async (sql, key) => {
    for (const table of TABLES) await sql.query(`delete from ${table} where account = $1`, [key]);
  },
};

const loadAccount = async (sql: Sql, accountId: string): Promise<Account | undefined> => {
  const [row] = await sql.query<Account>(
    `select data, state, unreachable, throttled_until as "throttledUntil", connected_at as "connectedAt",
       proofs_from as "proofsFrom", screening
       from ingest.account where account = $1`,
    [accountId],
  );
  return row;
};

const saveAccount = async (sql: Sql, { accountId, tenantId, account, changed }: AccountState): Promise<void> => {
  if (!changed || account === undefined) return;
  await sql.query(
    `insert into ingest.account (account, tenant, owner, address, data, state, unreachable, throttled_until, connected_at, screening, proofs_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (account) do update set data = excluded.data, state = excluded.state, unreachable = excluded.unreachable,
       throttled_until = excluded.throttled_until, screening = excluded.screening,
       proofs_from = excluded.proofs_from`,
    [
      accountId,
      tenantId,
      account.data.ownerId,
      account.data.address,
      { ...account.data },
      account.state,
      account.unreachable,
      account.throttledUntil,
      account.connectedAt,
      { ...account.screening },
      account.proofsFrom,
    ],
  );
};
