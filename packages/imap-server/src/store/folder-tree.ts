import type { FolderRecord } from './folder-record.ts';
import { Folder } from './folder.ts';
import type { StoredMessage } from './stored-message.ts';

export const sameFolderName = (path: string): string => (path.toUpperCase() === 'INBOX' ? 'INBOX' : path);

type FolderChange = Exclude<
  FolderRecord,
  { kind: 'folder-created' | 'folder-deleted' | 'subscribed' | 'unsubscribed' }
>;

/** A user's folders: the fold of all records. */
export class FolderTree {
  readonly folders = new Map<string, Folder>();
  readonly subscriptions = new Set<string>();
  lastUidValidity = 0;

  byPath(path: string): Folder | undefined {
    const wanted = sameFolderName(path);
    return this.folders.values().find((folder) => folder.path === wanted);
  }

  /** @returns the messages that this record took away. */
  apply(record: FolderRecord): readonly StoredMessage[] {
    switch (record.kind) {
      case 'folder-created':
        this.folders.set(record.folder, new Folder(record));
        this.#validity(record.uidValidity);
        return [];
      case 'subscribed':
        this.subscriptions.add(record.path);
        return [];
      case 'unsubscribed':
        this.subscriptions.delete(record.path);
        return [];
      case 'folder-deleted':
        return this.#delete(record.folder);
      case 'folder-renamed':
      case 'uid-validity-set':
      case 'uids-renumbered':
      case 'added':
      case 'flagged':
      case 'vanished':
        return this.#applyTo(this.#folder(record.folder), record);
    }
  }

  #applyTo(folder: Folder, record: FolderChange): readonly StoredMessage[] {
    switch (record.kind) {
      case 'folder-renamed':
        folder.path = record.path;
        return [];
      case 'uid-validity-set':
        folder.uidValidity = record.uidValidity;
        this.#validity(record.uidValidity);
        return [];
      case 'uids-renumbered':
        folder.renumber(record.messages, record.uidValidity);
        this.#validity(record.uidValidity);
        return [];
      case 'added':
        folder.add(record.message);
        return [];
      case 'flagged':
        folder.flag(record.modseq, record.flags);
        return [];
      case 'vanished':
        return folder.vanish(record.modseq, record.uids);
    }
  }

  #delete(id: string): readonly StoredMessage[] {
    const messages = this.folders.get(id)?.messages ?? [];
    this.folders.delete(id);
    return messages;
  }

  #folder(id: string): Folder {
    const folder = this.folders.get(id);
    if (folder === undefined) throw new Error(`a record names folder ${id}, which does not exist`);
    return folder;
  }

  #validity(uidValidity: number): void {
    this.lastUidValidity = Math.max(this.lastUidValidity, uidValidity);
  }
}
