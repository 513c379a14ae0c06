import { randomBytes } from 'node:crypto';
import { type FreshDatabase, freshDatabase, freePort, TestIssuer } from '@mailfold/dev-env';
import { systemClock, systemIds } from '@mailfold/kernel';
import { type Fetch, Issuers, oauthSettings } from '@mailfold/oauth';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { KeyRing, LocalKeyManagement, MasterKey, SealedNotes } from '@mailfold/secrets';
import { ApiKeys, apiMigrations, startHttpServer } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import { Authorisations } from '../src/application/oauth-authorisations.ts';
import { authorisationMigrations } from '../src/application/oauth-rows.ts';
import { oauthRoutes } from '../src/oauth-routes.ts';

const overNet: Fetch = (url, options) => fetch(url, options as RequestInit);

/** The routes of signing in, on a real database, with a real issuer. */
export interface SignInServer {
  readonly issuer: TestIssuer;
  readonly rows: PostgresReadStore;
  readonly signIns: Authorisations;
  readonly tenantId: string;
  /** As a caller of the API, a service key or with it a user. */
  readonly call: (method: 'GET' | 'POST', path: string, more?: Call) => Promise<Told>;
}

export interface Call {
  readonly body?: object;
  readonly actAs?: string;
}

export interface Told {
  readonly status: number;
  readonly body: unknown;
}

export const CRM = 'https://crm.example.com';

export const startSignInServer = async (stack: AsyncDisposableStack): Promise<SignInServer> => {
  const issuer = stack.use(await TestIssuer.start());
  const database: FreshDatabase = stack.adopt(await freshDatabase(), (one) => one.drop());
  const rows = stack.use(await PostgresReadStore.connect({ url: database.url, maxConnections: 4 }));
  await rows.query('create schema ingest');
  await migrate(rows, [...apiMigrations, ...authorisationMigrations]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = oauthSettings({
    ...issuer.environment(),
    MAILFOLD_PUBLIC_URL: url,
    MAILFOLD_OAUTH_RETURN_ORIGINS: CRM,
  });
  const notes = new SealedNotes(
    new KeyRing({ current: new LocalKeyManagement(MasterKey.fromBuffer(randomBytes(32))) }),
  );
  const issuers = new Issuers(settings, overNet);
  const signIns = new Authorisations({ rows, issuers, notes, clock: systemClock, ids: systemIds });
  stack.use(await startHttpServer({ routes: oauthRoutes(signIns, settings), rows, log: silentLogger, port }));
  const keys = new ApiKeys(rows);
  const tenantId = await keys.tenant('acme');
  const { secret } = await keys.createServiceKey(tenantId, 'crm');
  const call: SignInServer['call'] = async (method, path, { body, actAs } = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        ...(actAs === undefined ? {} : { 'mailfold-act-as': actAs }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { issuer, rows, signIns, tenantId, call };
};
