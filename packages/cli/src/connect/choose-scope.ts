import type { ProvedFolder, ScopeChoice, StartChoice } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { type Column, table } from '../terminal/table.ts';
import { count, counted } from '../terminal/words.ts';
import { usage } from '../usage.ts';
import type { ConnectOptions } from './connect-options.ts';

type Numbered = ProvedFolder & { readonly number: number };

const COLUMNS: readonly Column<Numbered>[] = [
  { title: '#', cell: ({ number }) => number, align: 'right' },
  { title: 'FOLDER', cell: ({ path }) => path, shrinks: true },
  { title: 'MAILS', cell: ({ messages }) => count(messages), align: 'right' },
  { title: 'UNREAD', cell: ({ unseen }) => count(unseen), align: 'right' },
  { title: '', cell: ({ role }) => (role === 'none' ? '' : role) },
];

const numbered = (folders: readonly ProvedFolder[]): readonly Numbered[] =>
  folders.map((folder, at) => ({ ...folder, number: at + 1 }));

/** Folders with their counts, as a person chooses among them. */
export const folderTable = (folders: readonly ProvedFolder[], columns: number | undefined): string =>
  table(COLUMNS, numbered(folders), columns);

const named = (folders: readonly ProvedFolder[], text: string): string => {
  const wanted = text.trim();
  const found = folders[Number(wanted) - 1] ?? folders.find(({ path }) => path.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw usage(`There is no folder "${wanted}" on the server.`);
  return found.path;
};

const chosen = (folders: readonly ProvedFolder[], text: string): ScopeChoice => {
  const paths = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => named(folders, part));
  if (paths.length === 0) throw usage('Name one folder at least.');
  return { kind: 'folders', folders: [...new Set(paths)] };
};

/** SCO-1: all mail, or chosen folders. */
export async function chooseScope(
  cli: Cli,
  folders: readonly ProvedFolder[],
  options: ConnectOptions,
): Promise<ScopeChoice> {
  if (options.folders !== undefined) return chosen(folders, options.folders);
  if (options.all === true || !cli.terminal.interactive) return { kind: 'all' };
  const mails = folders.reduce((sum, folder) => sum + (folder.inAllMail ? folder.messages : 0), 0);
  const answer = await cli.terminal.ask(`Sync all (${counted(mails, 'mail')}), or folders by number, as 1,3? [all]: `);
  return ['', 'all'].includes(answer.trim().toLowerCase()) ? { kind: 'all' } : chosen(folders, answer);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const since = (day: string): StartChoice => {
  if (!DAY.test(day) || Number.isNaN(Date.parse(day))) throw usage(`A start is a day like 2026-01-31, not "${day}".`);
  return { kind: 'since', since: day };
};

/** As it was given; undefined: not at all. */
export const chosenStart = ({ now, since: day }: Pick<ConnectOptions, 'now' | 'since'>): StartChoice | undefined => {
  if (now === true) return { kind: 'now' };
  return day === undefined ? undefined : since(day);
};

/** SCO-1: from now on, from a day on, or everything. */
export async function chooseStart(cli: Cli, options: ConnectOptions): Promise<StartChoice> {
  const given = chosenStart(options);
  if (given !== undefined) return given;
  if (options.all === true || !cli.terminal.interactive) return { kind: 'since' };
  const answer = (
    await cli.terminal.ask('From when: everything, now, or a day like 2026-01-31? [everything]: ')
  ).trim();
  if (answer === '' || answer === 'everything') return { kind: 'since' };
  return answer === 'now' ? { kind: 'now' } : since(answer);
}
