import { randomUUID } from 'node:crypto';
import type { Migration, ReadStore } from '@mailfold/read-store';

/** Who asks for a fresh access token of which account: one process at a time. */
export const oauthMigrations: readonly Migration[] = [
  {
    name: 'oauth/001-refresh',
    sql: `
      create schema if not exists oauth;
      create table oauth.refresh (account uuid primary key, holder uuid not null, until timestamptz not null);`,
  },
];

/** Longer than an issuer is waited for; whoever ends meanwhile keeps the others from it for so long. */
const HELD_FOR = '60 seconds';

/** The right to refresh, a row an account. No connection is held while the issuer is asked; the clock is the database's. */
export class RefreshClaims {
  readonly #rows: ReadStore;

  constructor(rows: ReadStore) {
    this.#rows = rows;
  }

  /** @returns undefined while somebody else holds it; else what ends it */
  async take(accountId: string): Promise<AsyncDisposable | undefined> {
    const holder = randomUUID();
    const taken = await this.#rows.query(
      `insert into oauth.refresh as r (account, holder, until) values ($1, $2, now() + $3::interval)
       on conflict (account) do update set holder = excluded.holder, until = excluded.until where r.until < now()
       returning account`,
      [accountId, holder, HELD_FOR],
    );
    if (taken.length === 0) return undefined;
    return {
      [Symbol.asyncDispose]: async () => {
        await this.#rows.query('delete from oauth.refresh where account = $1 and holder = $2', [accountId, holder]);
      },
    };
  }
}
