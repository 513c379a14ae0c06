import type { Migration, ReadStore } from '@mailfold/read-store';
import type { Sealer } from './sealer.ts';

/** Rows of the vault: wrapped keys and sealed texts, nothing that can be read without the master key. */
export const vaultMigrations: readonly Migration[] = [
  {
    name: 'secrets/001-vault',
    sql: `
      create schema if not exists secrets;
      create table secrets.credential (
        account uuid primary key, wrapped_key text not null, sealed text not null, changed_at timestamptz not null default now()
      );`,
  },
];

/** What it takes to log in to an account, sealed at rest under a key of that account. It is never in an event or a log. */
export class CredentialVault<Login = unknown> {
  readonly #rows: ReadStore;
  readonly #sealer: Sealer;

  constructor(rows: ReadStore, sealer: Sealer) {
    this.#rows = rows;
    this.#sealer = sealer;
  }

  /** Replaces what was kept; the account's key stays the same. */
  async put(accountId: string, login: Login): Promise<void> {
    const wrapped = (await this.#row(accountId))?.wrapped_key ?? this.#sealer.newAccountKey();
    const sealed = this.#sealer.seal(wrapped, JSON.stringify(login), aad(accountId));
    await this.#rows.query(
      `insert into secrets.credential (account, wrapped_key, sealed) values ($1, $2, $3)
       on conflict (account) do update set sealed = excluded.sealed, changed_at = now()`,
      [accountId, wrapped, sealed],
    );
  }

  /** @throws MailfoldError `secrets/wrong-key`, `secrets/damaged` */
  async get(accountId: string): Promise<Login | undefined> {
    const row = await this.#row(accountId);
    if (row === undefined) return undefined;
    // A cast where bytes become types: only `put` writes there, and the seal proves it.
    return JSON.parse(this.#sealer.open(row.wrapped_key, row.sealed, aad(accountId))) as Login;
  }

  async #row(accountId: string): Promise<{ readonly wrapped_key: string; readonly sealed: string } | undefined> {
    const [row] = await this.#rows.query<{ wrapped_key: string; sealed: string }>(
      'select wrapped_key, sealed from secrets.credential where account = $1',
      [accountId],
    );
    return row;
  }
}

const aad = (accountId: string): string => `login ${accountId}`;
