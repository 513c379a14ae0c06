import { isDeepStrictEqual } from 'node:util';
import type { Migration, ReadStore } from '@mailfold/read-store';
import type { WrappedKey } from './key-management.ts';
import type { KeyRing } from './key-ring.ts';

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
  {
    name: 'secrets/002-key-made-at',
    sql: 'alter table secrets.credential add key_made_at timestamptz not null default now();',
  },
];

/** What it takes to log in to an account, sealed at rest under a key of that account. It is never in an event or a log. */
export class CredentialVault<Login = unknown> {
  readonly #rows: ReadStore;
  readonly #ring: KeyRing;

  constructor(rows: ReadStore, ring: KeyRing) {
    this.#rows = rows;
    this.#ring = ring;
  }

  /**
   * Replaces what was kept; the account's key stays the same.
   * @throws MailfoldError `secrets/kms-unreachable`, `secrets/kms-refused` (backoff): nothing was changed
   */
  async put(accountId: string, login: Login): Promise<void> {
    const row = await this.#row(accountId);
    const { wrapped, key } =
      row === undefined
        ? await this.#ring.newKey()
        : { wrapped: row.wrapped_key, key: await this.#ring.open(row.wrapped_key) };
    // Both always together: whoever else writes this row meanwhile, its key is the one under which it was sealed.
    await this.#rows.query(
      `insert into secrets.credential (account, wrapped_key, sealed) values ($1, $2, $3)
       on conflict (account) do update set wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, changed_at = now()`,
      [accountId, wrapped, key.seal(JSON.stringify(login), aadOf(accountId))],
    );
  }

  /** @throws MailfoldError `secrets/wrong-key`, `secrets/damaged`; `secrets/kms-unreachable`, `secrets/kms-refused` (backoff) */
  async get(accountId: string): Promise<Login | undefined> {
    const row = await this.#row(accountId);
    if (row === undefined) return undefined;
    const key = await this.#ring.open(row.wrapped_key);
    // A cast where bytes become types: only `put` writes there, and the seal proves it.
    return JSON.parse(key.open(row.sealed, aadOf(accountId))) as Login;
  }

  /**
   * Compare and set: for who worked from a login that it read, while another may have stored a newer one.
   * @returns false, and nothing is changed, when what is kept is not `was` any more
   */
  async replace(accountId: string, was: Login, login: Login): Promise<boolean> {
    const row = await this.#row(accountId);
    if (row === undefined) return false;
    const key = await this.#ring.open(row.wrapped_key);
    if (!isDeepStrictEqual(JSON.parse(key.open(row.sealed, aadOf(accountId))), was)) return false;
    // No text is sealed to the same bytes twice: equal ones say that nobody wrote since.
    const replaced = await this.#rows.query(
      'update secrets.credential set sealed = $2, changed_at = now() where account = $1 and sealed = $3 returning account',
      [accountId, key.seal(JSON.stringify(login), aadOf(accountId)), row.sealed],
    );
    return replaced.length > 0;
  }

  async #row(accountId: string): Promise<{ readonly wrapped_key: WrappedKey; readonly sealed: string } | undefined> {
    const [row] = await this.#rows.query<{ wrapped_key: string; sealed: string }>(
      'select wrapped_key, sealed from secrets.credential where account = $1',
      [accountId],
    );
    return row;
  }
}

/** Where the login of an account is sealed to. */
export const aadOf = (accountId: string): string => `login ${accountId}`;
