import { freshDatabase } from '@mailfold/dev-env';
import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { ApiKeys, apiMigrations, startHttpServer } from '@mailfold/service-host';
import { silentLogger } from '@mailfold/telemetry';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountRoutes, type FakeAccounts, fakeAccounts } from './fake-accounts.ts';
import { blockListRoutes, type FakeBlockLists, fakeBlockLists } from './fake-block-list.ts';
import { operationRoutes } from './fake-operation.ts';
import { readingRoutes } from './fake-reading.ts';

export interface FakeMailfold extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  /** A data directory with `api.json`. */
  readonly data: string;
  readonly accounts: FakeAccounts;
  readonly blockLists: FakeBlockLists;
}

/** The real server over answers that are made up: what the command line talks to, without the services. */
export async function fakeMailfold(): Promise<FakeMailfold> {
  const database = await freshDatabase();
  const rows = await PostgresReadStore.connect({ url: database.url });
  await migrate(rows, apiMigrations);
  const keys = new ApiKeys(rows);
  const tenantId = await keys.tenant('Test');
  const { secret } = await keys.createServiceKey(tenantId, 'test');
  const accounts = fakeAccounts();
  const blockLists = fakeBlockLists();
  const routes = [...accountRoutes(accounts), ...blockListRoutes(blockLists), ...readingRoutes, ...operationRoutes];
  const server = await startHttpServer({ routes, rows, log: silentLogger });
  const data = mkdtempSync(join(tmpdir(), 'mailfold-cli-'));
  const file = { url: server.url, tenantId, serviceKey: secret, userId: 'u1' };
  writeFileSync(join(data, 'api.json'), JSON.stringify(file), { mode: 0o600 });
  return {
    url: server.url,
    key: secret,
    data,
    accounts,
    blockLists,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rows[Symbol.asyncDispose]();
      await database.drop();
      rmSync(data, { recursive: true });
    },
  };
}
