import { MailfoldError } from '@mailfold/kernel';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { CliConfig } from './config.ts';
import { usage } from './usage.ts';

/** `<data>/api.json`, written by `mailfold up` with mode 0600. */
export const ApiFile = z.object({
  url: z.url(),
  tenantId: z.uuid(),
  serviceKey: z.string().min(1),
  /** The user whose mailbox is meant when nobody else is named. */
  userId: z.string().min(1),
});

export interface ApiAddress {
  readonly url: string;
  readonly key: string;
  /** As whom to read where nobody is named. */
  readonly userId?: string;
}

const CLONE = resolve(import.meta.dirname, '../../..');

async function read(folder: string): Promise<ApiAddress | undefined> {
  const path = join(folder, 'api.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = ApiFile.safeParse(JSON.parse(text));
  if (parsed.success) return { url: parsed.data.url, key: parsed.data.serviceKey, userId: parsed.data.userId };
  throw new MailfoldError({
    code: 'cli/no-connection',
    message: `${path} is of another version: start mailfold again.`,
  });
}

const folders = (asked: string | undefined, config: CliConfig): readonly string[] => {
  const named = asked ?? config.data;
  return named === undefined ? [...new Set([resolve('.data'), join(CLONE, '.data')])] : [resolve(named)];
};

/** From `--data`, then the environment (`MAILFOLD_URL` with `MAILFOLD_KEY`, `MAILFOLD_DATA`), then `.data` here and in the clone. */
export async function findApi(dataOption: string | undefined, config: CliConfig): Promise<ApiAddress> {
  if (dataOption === undefined && config.url !== undefined) {
    if (config.key === undefined)
      throw usage('MAILFOLD_URL is set and MAILFOLD_KEY is not: give a service key or a user token.');
    return { url: config.url, key: config.key };
  }
  const places = folders(dataOption, config);
  for (const folder of places) {
    const found = await read(folder);
    if (found !== undefined) return found;
  }
  throw new MailfoldError({
    code: 'cli/no-connection',
    message: `No mailfold has run here (no api.json in ${places.join(' or ')}): start it with npm start, or name its data directory with --data.`,
  });
}
