import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOUSE = join(import.meta.dirname, '../..');

/** What belongs to an issuer of any name. */
const OF_ISSUER = /^MAILFOLD_OAUTH_[A-Z0-9_]+?_(CLIENT_ID|CLIENT_SECRET|ISSUER|SCOPES|DOMAINS|HOSTS|TITLE)$/;

/** As the table of settings names a variable: `MAILFOLD_OAUTH_<NAME>_ISSUER`, and nothing of files. */
export const settingOf = (variable: string): string =>
  variable.replace(/_FILE$/, '').replace(OF_ISSUER, 'MAILFOLD_OAUTH_<NAME>_$1');

/** The text of a front door for settings: a file, or a folder of files. */
const textOf = (path: string): string => {
  const at = join(HOUSE, path);
  if (existsSync(`${at}.ts`)) return readFileSync(`${at}.ts`, 'utf8');
  return readdirSync(at)
    .map((name) => readFileSync(join(at, name), 'utf8'))
    .join('\n');
};

/** Settings that a `config` reads by itself or takes from another package's. */
export const settingsIn = (path: string): ReadonlySet<string> => {
  const text = textOf(path);
  const own = text.match(/\bMAILFOLD_[A-Z_]*[A-Z]\b(?!_)/g) ?? [];
  const [, parts = ''] = /const PARTS = \[(.+)\]/.exec(text) ?? [];
  const issuers = [...parts.matchAll(/'(\w+)'/g)].map(([, part]) => `MAILFOLD_OAUTH_<NAME>_${part}`);
  const taken = [...text.matchAll(/'@mailfold\/([\w-]+)\/config'/g)].flatMap(([, name]) => [
    ...settingsIn(`packages/${name}/src/config`),
  ]);
  return new Set([...own, ...issuers, ...taken]);
};

/** A row of the table in `infra/README.md`. */
export interface Row {
  readonly setting: string;
  /** Whether it may lie in a file. */
  readonly inFile: boolean;
  readonly of: readonly string[];
  /** As the table has it, in Markdown. */
  readonly otherwise: string;
}

const ROW = /^\| `(MAILFOLD_[A-Z_<>]+)`( ᶠ)? \| ([^|]+) \| ([^|]*) \|/gm;

export const settingsTable = (): readonly Row[] =>
  [...readFileSync(join(HOUSE, 'infra/README.md'), 'utf8').matchAll(ROW)].map(
    ([, setting = '', file, of = '', otherwise = '']) => ({
      setting,
      inFile: file !== undefined,
      of: of.split(', '),
      otherwise: otherwise.trim(),
    }),
  );
