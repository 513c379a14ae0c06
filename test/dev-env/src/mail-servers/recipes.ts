import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerSource } from '../desk/run-servers.ts';
import { startCyrus } from './cyrus.ts';
import type { RunningMailServer } from './description.ts';
import { startGreenMail } from './greenmail.ts';
import { startJames } from './james.ts';
import type { MailServerKind } from './kinds.ts';
import { startMox } from './mox.ts';
import { startPymap } from './pymap.ts';

type Recipe = (installed: string, folder: string) => Promise<RunningMailServer>;

const RECIPES: Readonly<Record<MailServerKind, Recipe>> = {
  mox: startMox,
  greenmail: startGreenMail,
  pymap: startPymap,
  cyrus: startCyrus,
  james: startJames,
};

/** Where `servers/fetch.sh` puts what it fetches. */
const FETCHED = join(import.meta.dirname, '../../../../.runtime/servers');

/** What this machine has of a kind: nothing, or what was fetched. */
export function mailServerSources(kind: MailServerKind): readonly ServerSource<object, RunningMailServer>[] {
  const installed = join(FETCHED, kind);
  if (!existsSync(installed)) return [];
  return [{ name: `${kind} of this clone`, start: (folder) => RECIPES[kind](installed, folder) }];
}
