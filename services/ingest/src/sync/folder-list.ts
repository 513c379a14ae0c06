import type { MailSession, ProviderFolder } from '@mailfold/mail-provider';
import { isMailfoldError } from '@mailfold/kernel';
import type { FolderGuard } from './folder-guard.ts';

/** Where each folder's state is a command of its own, so many are asked for in a round: the others wait for their turn. */
const STATUS_A_ROUND = 20;

/** What is known of a folder before the server was asked. */
export type LedgerFolder = Pick<ProviderFolder, 'path' | 'role' | 'epoch'>;

export interface Listed {
  readonly folders: readonly ProviderFolder[];
  readonly isNew: boolean;
}

/** The folders of an account as its server lists them, from round to round. */
export class FolderList {
  readonly #guard: FolderGuard;
  #seen: ReadonlyMap<string, ProviderFolder> = new Map();
  #turn = 0;

  constructor(guard: FolderGuard) {
    this.#guard = guard;
  }

  /**
   * @param known folders that the ledger has
   * @returns the folders that can be selected, and whether one came, went or became another since the last list
   */
  async read(session: MailSession, known: readonly LedgerFolder[]): Promise<Listed> {
    const listed = await session.folders({ keep: this.#kept() });
    const left = await stillThere(session, listed, this.#seen.size === 0 ? known : [...this.#seen.values()]);
    const folders = [...listed.filter((folder) => folder.selectable), ...left].map((one) => this.#withProblem(one));
    const before = this.#seen;
    this.#seen = new Map(folders.map((folder) => [folder.path, folder]));
    const isNew = before.size !== this.#seen.size || folders.some((one) => !isSameFolder(one, before.get(one.path)));
    return { folders, isNew };
  }

  /** All but those whose turn it is. */
  #kept(): ReadonlyMap<string, ProviderFolder> {
    const paths = [...this.#seen.keys()];
    const asked = new Set([...paths, ...paths].slice(this.#turn, this.#turn + STATUS_A_ROUND));
    this.#turn = paths.length === 0 ? 0 : (this.#turn + STATUS_A_ROUND) % paths.length;
    return new Map([...this.#seen].filter(([path]) => !asked.has(path)));
  }

  #withProblem(folder: ProviderFolder): ProviderFolder {
    const problem = folder.problem ?? this.#guard.problemOf(folder.path);
    return problem === undefined ? folder : { ...folder, problem };
  }
}

/** ING-7: a list that leaves a folder out is not yet believed: those that can still be opened are there. */
const stillThere = async (
  session: MailSession,
  listed: readonly ProviderFolder[],
  known: readonly LedgerFolder[],
): Promise<ProviderFolder[]> => {
  const paths = new Set(listed.map(({ path }) => path));
  const left: ProviderFolder[] = [];
  for (const { path, role, epoch } of known.filter((one) => !paths.has(one.path))) {
    const about = { path, role, epoch, selectable: true, messages: 0, unseen: 0, uidNext: 0 };
    try {
      left.push({ ...about, ...(await session.open(path)) });
    } catch (error) {
      if (isMailfoldError(error, 'mail-provider/rejected')) left.push({ ...about, problem: error.message });
      else if (!isMailfoldError(error, 'mail-provider/gone')) throw error;
    }
  }
  return left;
};

const isSameFolder = (a: ProviderFolder, b: ProviderFolder | undefined): boolean =>
  b !== undefined && a.epoch === b.epoch && a.role === b.role && a.problem === b.problem;
