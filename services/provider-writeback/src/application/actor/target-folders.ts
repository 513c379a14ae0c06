import type { FolderRole, MailSession, ProviderFolder } from '@mailfold/mail-provider';

export type MovingChange = 'archive' | 'unarchive' | 'delete';

interface Wanted {
  readonly roles: readonly FolderRole[];
  readonly name: string;
}

/** Gmail-like providers have no archive: there, what is not in the inbox is in the folder that holds all. */
const WANTED: Readonly<Record<MovingChange, Wanted>> = {
  archive: { roles: ['archive', 'all'], name: 'Archive' },
  unarchive: { roles: ['inbox'], name: 'INBOX' },
  delete: { roles: ['trash'], name: 'Trash' },
};

/** Where a session's changes go to; asked of the server once. */
export class TargetFolders {
  readonly #session: MailSession;
  readonly #known = new Map<MovingChange, string>();

  constructor(session: MailSession) {
    this.#session = session;
  }

  async pathFor(change: MovingChange): Promise<string> {
    const known = this.#known.get(change);
    if (known !== undefined) return known;
    const path = await this.#findOrCreate(WANTED[change]);
    this.#known.set(change, path);
    return path;
  }

  /** One of them was gone. */
  forget(): void {
    this.#known.clear();
  }

  async #findOrCreate(wanted: Wanted): Promise<string> {
    const folders = await this.#session.folders();
    const found = find(folders, wanted);
    if (found !== undefined) return found.path;
    const path = `${prefixOf(folders)}${wanted.name}`;
    await this.#session.createFolder(path);
    // The server may have put it into its namespace.
    return find(await this.#session.folders(), wanted)?.path ?? path;
  }
}

const find = (folders: readonly ProviderFolder[], { roles, name }: Wanted): ProviderFolder | undefined => {
  const selectable = folders.filter((folder) => folder.selectable);
  const byRole = roles
    .map((role) => selectable.find((folder) => folder.role === role))
    .find((one) => one !== undefined);
  return byRole ?? selectable.find((folder) => leafOf(folder).toLowerCase() === name.toLowerCase());
};

const leafOf = ({ path, delimiter }: ProviderFolder): string =>
  delimiter === undefined ? path : (path.split(delimiter).at(-1) ?? path);

/** Some servers keep every folder below INBOX (the personal namespace of RFC 2342) and refuse others. */
const prefixOf = (folders: readonly ProviderFolder[]): string => {
  const others = folders.filter(({ path }) => path.toUpperCase() !== 'INBOX');
  const delimiter = others.find((folder) => folder.delimiter !== undefined)?.delimiter ?? '/';
  const below = `INBOX${delimiter}`;
  return others.length > 0 && others.every(({ path }) => path.toUpperCase().startsWith(below)) ? below : '';
};
