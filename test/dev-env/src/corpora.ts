import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { devEnvConfig } from './config.ts';
import type { Need } from './not-run.ts';

export type Corpora = {
  /** The folder that `MAILFOLD_CORPORA` names. */
  readonly folder: string;
  /** The path of one corpus in it. @throws Error when that corpus is not there */
  path(...parts: readonly string[]): string;
};

/**
 * The mail corpora, for `describeWith`. `MAILFOLD_CORPORA` unset: missing, so the suite is not run.
 * @throws Error when it is set and the folder is not there: then somebody meant it to be
 */
export function corpora(): Need<Corpora> {
  const folder = devEnvConfig().corpora;
  if (folder === undefined) {
    return {
      missing: 'mail corpora',
      howToGetIt: 'set MAILFOLD_CORPORA to their folder; .github/CONTRIBUTING.md says where they come from',
      optionalInCi: true,
    };
  }
  if (!existsSync(folder)) throw new Error(`MAILFOLD_CORPORA is ${folder}, and nothing is there`);
  return { found: { folder, path: (...parts) => existing(join(folder, ...parts)) } };
}

function existing(path: string): string {
  if (!existsSync(path)) throw new Error(`MAILFOLD_CORPORA has no ${path}`);
  return path;
}
