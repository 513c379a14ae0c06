import { migrate } from '@mailfold/read-store';
import { PostgresReadStore } from '@mailfold/read-store-postgres';
import { ApiKeys, apiMigrations } from '@mailfold/service-host';
import type { Settings } from './config.ts';

/** @returns the secret, which is kept as a hash only */
export const makeServiceKey = async (settings: Settings, label: string): Promise<string> => {
  await using rows = await PostgresReadStore.connect({ url: settings.MAILFOLD_ROWS_URL, maxConnections: 2 });
  await migrate(rows, apiMigrations);
  const keys = new ApiKeys(rows);
  const { secret } = await keys.createServiceKey(await keys.tenant(), label);
  return secret;
};
