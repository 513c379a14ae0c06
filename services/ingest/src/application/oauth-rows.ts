import type { Grant, Secrets } from '@mailfold/oauth';
import type { Migration, ReadStore, SqlValue } from '@mailfold/read-store';

/** Sign-ins that are under way, for minutes. What they hold of secrets is sealed; of states, cookies and codes there is a hash. */
export const authorisationMigrations: readonly Migration[] = [
  {
    name: 'ingest/oauth-001-authorisations',
    sql: `
      create table ingest.authorisation (
        id uuid primary key, tenant uuid not null, caller text not null, issuer text not null, return_to text not null,
        expires_at timestamptz not null, phase text not null, reason text, note text not null,
        state_hash bytea unique, browser_hash bytea, code_hash bytea, used_by text
      );`,
  },
];

/** `waiting` for the person · `signed-in` · `refused` by the issuer or the person · `used` for an account. */
export type Phase = 'waiting' | 'signed-in' | 'refused' | 'used';

/** What is sealed: what proves the callback, then what came of it. */
export interface Note {
  /** For the issuer to propose. */
  readonly address?: string;
  readonly secrets?: Secrets;
  readonly grant?: Grant;
}

export interface AuthorisationRow {
  readonly id: string;
  readonly tenant: string;
  readonly caller: string;
  readonly issuer: string;
  readonly returnTo: string;
  readonly expiresAt: string;
  readonly phase: Phase;
  readonly reason: string | null;
  readonly note: string;
  readonly codeHash: Buffer | null;
  readonly usedBy: string | null;
}

const COLUMNS = `id, tenant, caller, issuer, return_to as "returnTo", expires_at as "expiresAt", phase, reason, note,
  code_hash as "codeHash", used_by as "usedBy"`;

export class AuthorisationRows {
  readonly #rows: ReadStore;

  constructor(rows: ReadStore) {
    this.#rows = rows;
  }

  async add(row: Pick<AuthorisationRow, 'id' | 'tenant' | 'caller' | 'issuer' | 'returnTo' | 'expiresAt' | 'note'>) {
    await this.#rows.query('delete from ingest.authorisation where expires_at < now()');
    const { id, tenant, caller, issuer, returnTo, expiresAt, note } = row;
    await this.#rows.query(
      `insert into ingest.authorisation (id, tenant, caller, issuer, return_to, expires_at, phase, note)
       values ($1, $2, $3, $4, $5, $6, 'waiting', $7)`,
      [id, tenant, caller, issuer, returnTo, expiresAt, note],
    );
  }

  find(id: string): Promise<AuthorisationRow | undefined> {
    return this.#one(`select ${COLUMNS} from ingest.authorisation where id = $1 and expires_at > now()`, [id]);
  }

  async idOfState(stateHash: Buffer): Promise<string | undefined> {
    const [row] = await this.#rows.query<{ id: string }>('select id from ingest.authorisation where state_hash = $1', [
      stateHash,
    ]);
    return row?.id;
  }

  /** A browser sets out; whoever set out before with this sign-in comes back in vain. */
  open(id: string, stateHash: Buffer, browserHash: Buffer, note: string): Promise<AuthorisationRow | undefined> {
    return this.#one(
      `update ingest.authorisation set state_hash = $2, browser_hash = $3, note = $4
       where id = $1 and phase = 'waiting' and expires_at > now() returning ${COLUMNS}`,
      [id, stateHash, browserHash, note],
    );
  }

  /** It comes back: once, and the same one (X25). One statement, so that of two that come at once one is let in. */
  arrive(stateHash: Buffer, browserHash: Buffer): Promise<AuthorisationRow | undefined> {
    return this.#one(
      `update ingest.authorisation set state_hash = null, browser_hash = null
       where state_hash = $1 and browser_hash = $2 and phase = 'waiting' and expires_at > now() returning ${COLUMNS}`,
      [stateHash, browserHash],
    );
  }

  async signedIn(id: string, note: string, codeHash: Buffer, expiresAt: string): Promise<void> {
    await this.#rows.query(
      `update ingest.authorisation set phase = 'signed-in', note = $2, code_hash = $3, expires_at = $4 where id = $1`,
      [id, note, codeHash, expiresAt],
    );
  }

  async refused(id: string, reason: string): Promise<void> {
    await this.#rows.query("update ingest.authorisation set phase = 'refused', reason = $2 where id = $1", [
      id,
      reason,
    ]);
  }

  async used(id: string, commandId: string): Promise<void> {
    await this.#rows.query("update ingest.authorisation set phase = 'used', used_by = $2 where id = $1", [
      id,
      commandId,
    ]);
  }

  async #one(text: string, values: readonly SqlValue[]): Promise<AuthorisationRow | undefined> {
    const [row] = await this.#rows.query<AuthorisationRow>(text, values);
    return row;
  }
}
