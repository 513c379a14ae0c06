import type { Clock } from '@mailfold/kernel';
import { uuid7 } from '@mailfold/kernel';
import { no } from '../protocol/command-refused.ts';
import { rangesOf } from '../protocol/number-ranges.ts';
import type { FolderRecord } from './folder-record.ts';
import type { FolderTree } from './folder-tree.ts';
import { sameFolderName } from './folder-tree.ts';
import { addedRecords, planAdding } from './folder-plan.ts';
import type { Folder } from './folder.ts';
import type { Transactions } from './transactions.ts';

/** Making, naming, removing and subscribing folders. */
export class FolderAdmin {
  readonly #transactions: Transactions;
  readonly #clock: Clock;

  constructor(transactions: Transactions, clock: Clock) {
    this.#transactions = transactions;
    this.#clock = clock;
  }

  get #tree(): FolderTree {
    return this.#transactions.tree;
  }

  folders(): readonly Folder[] {
    return [...this.#tree.folders.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  folder(path: string): Folder {
    const folder = this.#tree.byPath(path);
    if (folder === undefined) throw no('No such mailbox', 'NONEXISTENT');
    return folder;
  }

  has(path: string): boolean {
    return this.#tree.byPath(path) !== undefined;
  }

  isSubscribed(path: string): boolean {
    return this.#tree.subscriptions.has(path);
  }

  subscriptions(): readonly string[] {
    return [...this.#tree.subscriptions].toSorted();
  }

  async create(path: string, options: { readonly specialUse?: string | undefined } = {}): Promise<Folder> {
    if (this.has(path)) throw no('Mailbox exists already', 'ALREADYEXISTS');
    await this.#commit({
      kind: 'folder-created',
      folder: uuid7(),
      path: sameFolderName(path),
      uidValidity: this.#newUidValidity(),
      specialUse: options.specialUse,
      uidNext: 1,
      highestModseq: 1,
    });
    return this.folder(path);
  }

  async delete(path: string): Promise<void> {
    if (sameFolderName(path) === 'INBOX') throw no('INBOX cannot be deleted', 'CANNOT');
    await this.#commit({ kind: 'folder-deleted', folder: this.folder(path).id });
  }

  /** Subfolders go along. Renaming INBOX moves its mail and leaves it empty (RFC 3501 §6.3.5). */
  async rename(path: string, to: string, delimiter: string): Promise<void> {
    if (this.has(to)) throw no('Mailbox exists already', 'ALREADYEXISTS');
    const folder = this.folder(path);
    if (folder.path === 'INBOX') return this.#emptyInto(folder, to);
    const below = this.folders().filter((one) => one.path.startsWith(folder.path + delimiter));
    const renamed = [folder, ...below].map((one): FolderRecord => ({
      kind: 'folder-renamed',
      folder: one.id,
      path: to + one.path.slice(folder.path.length),
    }));
    await this.#commit(...renamed);
  }

  async subscribe(path: string): Promise<void> {
    await this.#commit({ kind: 'subscribed', path: sameFolderName(path) });
  }

  async unsubscribe(path: string): Promise<void> {
    await this.#commit({ kind: 'unsubscribed', path: sameFolderName(path) });
  }

  /** As an administrator's repair does: the folder gets another UIDVALIDITY and keeps its UIDs, or counts them anew from 1. */
  async setUidValidity(
    path: string,
    uidValidity: number,
    options: { readonly renumber?: boolean } = {},
  ): Promise<void> {
    const folder = this.folder(path);
    if (!options.renumber) {
      await this.#commit({ kind: 'uid-validity-set', folder: folder.id, uidValidity });
      return;
    }
    await this.#commit({
      kind: 'uids-renumbered',
      folder: folder.id,
      uidValidity,
      messages: folder.messages.map((message, index) => ({ ...message, uid: index + 1 })),
    });
  }

  async #emptyInto(inbox: Folder, to: string): Promise<void> {
    const target = await this.create(to);
    const moved = planAdding(target, inbox.messages);
    for (const { digest } of moved) this.#transactions.files.hold(digest);
    const uids = rangesOf(inbox.messages.map((message) => message.uid));
    await this.#commit(...addedRecords(target, moved), {
      kind: 'vanished',
      folder: inbox.id,
      modseq: inbox.highestModseq + 1,
      uids,
    });
  }

  async #commit(...records: readonly FolderRecord[]): Promise<void> {
    this.#transactions.commit(records);
    await this.#transactions.flushed();
  }

  // Larger than any before, so that a folder made anew under an old name is told apart from it (RFC 3501 §2.3.1.1).
  #newUidValidity(): number {
    const seconds = Math.floor(this.#clock.now().getTime() / 1000);
    return Math.max(seconds, this.#tree.lastUidValidity + 1);
  }
}
