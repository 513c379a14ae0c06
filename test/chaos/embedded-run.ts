import type { Dovecot, DovecotUser } from '@mailfold/dev-env';
import { databaseOf } from '../bench/engine/database-of.ts';
import { DataFolder } from '../journeys/mailfold/data-folder.ts';
import { Mailfold } from '../journeys/mailfold/mailfold.ts';
import { command, type Command } from './commands.ts';
import { connection, fillDirectory, type Owner, OWNERS } from './company.ts';
import { settled } from './settled.ts';
import { type Views, viewsOf } from './views.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The views of one undisturbed process over the same mail, the same directory and the same commands. */
export const viewsOfEmbeddedRun = async (
  dovecot: Dovecot,
  users: Readonly<Record<Owner, DovecotUser>>,
  commands: readonly Command[],
): Promise<Views> => {
  await using data = await DataFolder.make();
  await using mailfold = await Mailfold.start(data);
  await using rows = await databaseOf(data.path);
  const { client } = mailfold;
  const { url, serviceKey: key } = JSON.parse(await readFile(join(data.path, 'api.json'), 'utf8')) as {
    url: string;
    serviceKey: string;
  };
  await fillDirectory(client);
  for (const owner of OWNERS) await client.accounts.connect(connection(owner, dovecot, users[owner]));
  await settled(client, OWNERS.length);
  for (const [nth, one] of commands.entries()) await command({ client, url, key, rows }, one, `embedded-${nth}`);
  await settled(client, OWNERS.length);
  return await viewsOf(rows);
};
