import { type Clock, type Ids, NAMESPACES, systemClock, systemIds, uuid5 } from '@mailfold/kernel';
import type { ReadStore } from '@mailfold/read-store';
import { newSecret, secretHash } from './secret.ts';

export interface ServiceKey {
  readonly id: string;
  readonly tenantId: string;
}

export interface UserGrant {
  readonly tenantId: string;
  readonly userId: string;
}

export interface ActedCall {
  readonly keyId: string;
  readonly keyLabel: string;
  readonly method: string;
  readonly route: string;
  /** RFC 3339. */
  readonly at: string;
}

/** What a call in another's name was: recorded, and shown to that user (VIS-1). */
export interface Acting {
  readonly tenantId: string;
  readonly userId: string;
  readonly keyId: string;
  readonly method: string;
  readonly route: string;
}

const INSERT_KEY = 'insert into api.key (id, tenant, label, hash, created_at) values ($1, $2, $3, $4, $5)';
const INSERT_TOKEN =
  'insert into api.token (hash, tenant, user_id, key_id, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)';
const INSERT_CALL =
  'insert into api.acted_call (tenant, user_id, key_id, method, route, at) values ($1, $2, $3, $4, $5, $6)';
const CALLS = `
  select c.id, c.key_id, k.label, c.method, c.route, c.at from api.acted_call c join api.key k on k.id = c.key_id
  where c.tenant = $1 and c.user_id = $2 and c.id < $3 order by c.id desc limit $4`;

interface CallRow {
  readonly id: number;
  readonly key_id: string;
  readonly label: string;
  readonly method: string;
  readonly route: string;
  readonly at: string;
}

/** Tenants, service keys and user tokens. A secret is returned once, where it is made, and kept as its SHA-256. */
export class ApiKeys {
  readonly #rows: ReadStore;
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(rows: ReadStore, clock: Clock = systemClock, ids: Ids = systemIds) {
    this.#rows = rows;
    this.#clock = clock;
    this.#ids = ids;
  }

  /** The same name gives the same tenant; without one it is the tenant of whoever runs mailfold for a single company. */
  async tenant(name = 'mailfold'): Promise<string> {
    const tenantId = uuid5(NAMESPACES.tenant, name);
    await this.#rows.query(
      'insert into api.tenant (tenant, name, created_at) values ($1, $2, $3) on conflict do nothing',
      [tenantId, name, this.#clock.now()],
    );
    return tenantId;
  }

  async createServiceKey(tenantId: string, label: string): Promise<ServiceKey & { readonly secret: string }> {
    const id = this.#ids.next();
    const secret = newSecret('mfk');
    await this.#rows.query(INSERT_KEY, [id, tenantId, label, secretHash(secret), this.#clock.now()]);
    return { id, tenantId, secret };
  }

  /** From the next request on. */
  async revokeServiceKey(tenantId: string, id: string): Promise<void> {
    await this.#rows.query('update api.key set revoked_at = $3 where tenant = $1 and id = $2 and revoked_at is null', [
      tenantId,
      id,
      this.#clock.now(),
    ]);
  }

  async serviceKey(secret: string): Promise<ServiceKey | undefined> {
    const [row] = await this.#rows.query<{ id: string; tenant: string }>(
      'select id, tenant from api.key where hash = $1 and revoked_at is null',
      [secretHash(secret)],
    );
    return row === undefined ? undefined : { id: row.id, tenantId: row.tenant };
  }

  /** Short-lived; acts as one user. Ends with its key. Expired ones are swept on the way. */
  async createUserToken(
    key: ServiceKey,
    userId: string,
    seconds: number,
  ): Promise<{ readonly secret: string; readonly expiresAt: string }> {
    const secret = newSecret('mft');
    const now = this.#clock.now();
    const expiresAt = new Date(now.getTime() + seconds * 1000);
    await this.#rows.query('delete from api.token where expires_at < $1', [now]);
    await this.#rows.query(INSERT_TOKEN, [secretHash(secret), key.tenantId, userId, key.id, now, expiresAt]);
    return { secret, expiresAt: expiresAt.toISOString() };
  }

  async userGrant(secret: string): Promise<UserGrant | undefined> {
    const [row] = await this.#rows.query<{ tenant: string; user_id: string }>(
      `select t.tenant, t.user_id from api.token t join api.key k on k.id = t.key_id
       where t.hash = $1 and t.expires_at > $2 and k.revoked_at is null`,
      [secretHash(secret), this.#clock.now()],
    );
    return row === undefined ? undefined : { tenantId: row.tenant, userId: row.user_id };
  }

  async recordActing(acting: Acting): Promise<void> {
    const { tenantId, userId, keyId, method, route } = acting;
    await this.#rows.query(INSERT_CALL, [tenantId, userId, keyId, method, route, this.#clock.now()]);
  }

  /** Newest first; `before` is the id that the page before ended with. */
  async actedCalls(
    grant: UserGrant,
    limit: number,
    before = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly (ActedCall & { readonly id: number })[]> {
    const rows = await this.#rows.query<CallRow>(CALLS, [grant.tenantId, grant.userId, before, limit]);
    return rows.map(({ key_id: keyId, label: keyLabel, ...call }) => ({ ...call, keyId, keyLabel }));
  }
}
