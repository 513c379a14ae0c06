import { isMailfoldError } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import { aadOf } from './credential-vault.ts';
import type { KeyId, WrappedKey } from './key-management.ts';
import type { KeyRing } from './key-ring.ts';
import { secretError } from './secret-error.ts';
import { partsOf } from './wrapped-key.ts';

/** How many accounts have their key wrapped under which master key. */
export interface KeyUse {
  readonly id: KeyId;
  readonly accounts: number;
  /** `unknown`: it is not given, so nothing under it opens. */
  readonly state: 'current' | 'previous' | 'unknown';
}

export interface VaultStatus {
  readonly current: KeyId;
  readonly keys: readonly KeyUse[];
  /** When the oldest account key was made, RFC 3339; undefined where there is no account. */
  readonly oldestAccountKey: string | undefined;
  /** Now, by the database's clock. */
  readonly at: string;
}

export interface RotateOptions {
  /** So many accounts at most; default 100. */
  readonly max?: number;
  /** RFC 3339: accounts whose key was made before get a new one, and their login is sealed anew. Default: none. */
  readonly renewBefore?: string;
}

export interface Rotated {
  /** Account keys that are wrapped under the current master key now. */
  readonly rewrapped: number;
  /** Accounts that have a new key. */
  readonly renewed: number;
  /** Accounts that are left to do; 0: the rotation is over. */
  readonly left: number;
  /** Why one of them was left: it does not open, and stays as it is. */
  readonly reason?: string;
}

interface Use {
  readonly id: KeyId;
  readonly beginning: string;
  readonly accounts: number;
}

interface Row {
  readonly account: string;
  readonly wrapped_key: WrappedKey;
  readonly sealed: string;
  readonly old: boolean;
}

// What all keys that were wrapped under one master key begin with.
const BEGINNING = `split_part(wrapped_key, '.', 1) || '.' || split_part(wrapped_key, '.', 2)`;
const OF_TODO = `from secrets.credential where ${BEGINNING} = any($1::text[]) or key_made_at < $2`;
const NOTHING_IS_SO_OLD = '-infinity';

/** The keys of all accounts: under which master keys they are, and how they get under another one. */
export class VaultKeys {
  readonly #rows: ReadStore;
  readonly #ring: KeyRing;

  constructor(rows: ReadStore, ring: KeyRing) {
    this.#rows = rows;
    this.#ring = ring;
  }

  /** @throws MailfoldError `secrets/kms-unreachable`, `secrets/kms-refused` */
  async status(): Promise<VaultStatus> {
    const current = await this.#ring.currentId();
    const [row] = await this.#rows.query<{ oldest: string | null; at: string }>(
      'select min(key_made_at) as oldest, now() as at from secrets.credential',
    );
    const keys = (await this.#used()).map(({ id, accounts }) => ({ id, accounts, state: this.#stateOf(id, current) }));
    return { current, keys, oldestAccountKey: row?.oldest ?? undefined, at: row?.at ?? '' };
  }

  /**
   * That every account's key can be opened by a key that is given, whole: for the start of a process (X22).
   * @throws MailfoldError `secrets/wrong-key` with how many accounts need which key
   */
  async check(): Promise<void> {
    const lacking = (await this.#used()).filter(({ id }) => !this.#ring.knows(id));
    if (lacking.length === 0) return;
    const counted = lacking.map(({ id, accounts }) => `${accounts} under ${id}`).join(', ');
    throw secretError(
      'secrets/wrong-key',
      `Keys of accounts are wrapped under master keys that are not given: ${counted}. ` +
        'Where it was changed: give the old one as MAILFOLD_MASTER_KEY_PREVIOUS, and run `mailfold secrets rotate`.',
    );
  }

  /**
   * Brings some accounts under the current master key, each in one statement that changes all of its row or nothing: whatever ends
   * this, what was sealed opens, and asking again goes on where it ended. Others may log in and store logins meanwhile.
   */
  async rotate({ max = 100, renewBefore = NOTHING_IS_SO_OLD }: RotateOptions = {}): Promise<Rotated> {
    const current = await this.#ring.currentId();
    const others = (await this.#used()).filter(({ id }) => id !== current).map(({ beginning }) => beginning);
    const todo = await this.#rows.query<Row>(
      `select account, wrapped_key, sealed, key_made_at < $2 as old ${OF_TODO} order by account limit $3`,
      [others, renewBefore, max],
    );
    const done: { rewrapped: number; renewed: number; reason?: string } = { rewrapped: 0, renewed: 0 };
    for (const row of todo) {
      try {
        if (row.old) done.renewed += await this.#renew(row);
        else done.rewrapped += await this.#rewrap(row);
      } catch (error) {
        // One account that does not open is no reason to leave the others under the old key.
        if (!isMailfoldError(error) || error.retry !== 'never') throw error;
        done.reason ??= `Account ${row.account}: ${error.message}`;
      }
    }
    const [left] = await this.#rows.query<{ left: number }>(`select count(*) as left ${OF_TODO}`, [
      others,
      renewBefore,
    ]);
    return { ...done, left: left?.left ?? 0 };
  }

  async #rewrap({ account, wrapped_key: old }: Row): Promise<number> {
    return this.#change(
      `update secrets.credential set wrapped_key = $3 where account = $1 and wrapped_key = $2 returning account`,
      [account, old, await this.#ring.rewrap(old)],
    );
  }

  async #renew({ account, wrapped_key: old, sealed }: Row): Promise<number> {
    const login = (await this.#ring.open(old)).open(sealed, aadOf(account));
    const { wrapped, key } = await this.#ring.newKey();
    return this.#change(
      `update secrets.credential set wrapped_key = $4, sealed = $5, key_made_at = now()
        where account = $1 and wrapped_key = $2 and sealed = $3 returning account`,
      [account, old, sealed, wrapped, key.seal(login, aadOf(account))],
    );
  }

  /** 0 where the row has changed since it was read: it is done the next time. */
  async #change(statement: string, values: readonly string[]): Promise<number> {
    return (await this.#rows.query(statement, values)).length;
  }

  async #used(): Promise<readonly Use[]> {
    const rows = await this.#rows.query<{ one: WrappedKey; beginning: string; accounts: number }>(
      `select min(wrapped_key) as one, ${BEGINNING} as beginning, count(*) as accounts
         from secrets.credential group by 2 order by 2`,
    );
    return rows.map(({ one, beginning, accounts }) => ({ id: partsOf(one).id, beginning, accounts }));
  }

  #stateOf(id: KeyId, current: KeyId): KeyUse['state'] {
    if (id === current) return 'current';
    return this.#ring.knows(id) ? 'previous' : 'unknown';
  }
}
