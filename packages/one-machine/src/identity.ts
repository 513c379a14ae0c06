import { readFile, rename, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { ApiKeys, type Platform } from '@mailfold/service-host';
import { z } from 'zod';
import type { DataDirectory } from './start/data-directory.ts';

/** What `api.json` holds, for the command line on this machine; mode 0600. */
const Identity = z.object({
  url: z.string(),
  tenantId: z.uuid(),
  serviceKey: z.string().min(1),
  /** The CRM's id of the user whose mailbox is meant when nobody else is named. */
  userId: z.string().min(1),
});
export type Identity = z.output<typeof Identity>;

/** The tenant, user and service key of this data directory; the first start makes them. */
export const identityOf = async (
  data: DataDirectory,
  platform: Pick<Platform, 'rows' | 'clock' | 'ids'>,
  url: string,
  user: string | undefined,
): Promise<Identity> => {
  const known = await readIdentity(data);
  const keys = new ApiKeys(platform.rows, platform.clock, platform.ids);
  const valid = known !== undefined && (await keys.serviceKey(known.serviceKey)) !== undefined;
  const identity = valid ? { ...known, url, userId: user ?? known.userId } : await newIdentity(keys, url, user);
  await writeIdentity(data, identity);
  return identity;
};

const readIdentity = async (data: DataDirectory): Promise<Identity | undefined> => {
  const text = await readFile(data.file('api.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Identity.safeParse(JSON.parse(text)).data;
};

const newIdentity = async (keys: ApiKeys, url: string, user: string | undefined): Promise<Identity> => {
  const tenantId = await keys.tenant();
  const { secret } = await keys.createServiceKey(tenantId, 'made at the first start');
  return { url, tenantId, serviceKey: secret, userId: user ?? userInfo().username };
};

const writeIdentity = async (data: DataDirectory, identity: Identity): Promise<void> => {
  const path = data.file('api.json');
  await writeFile(`${path}.new`, `${JSON.stringify(identity, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
};
