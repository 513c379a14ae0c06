import type { FolderRecord } from './folder-record.ts';
import type { FolderTree } from './folder-tree.ts';
import type { Journal } from './journal.ts';
import type { MessageFiles } from './message-files.ts';
import type { StoredMessage } from './stored-message.ts';

export type ChangeListener = (records: readonly FolderRecord[]) => void;

/** What follows from a record that was just folded, where a server has such rules. */
type Consequences = (tree: FolderTree, record: FolderRecord, gone: readonly StoredMessage[]) => readonly FolderRecord[];

export interface TransactionParts {
  readonly tree: FolderTree;
  readonly files: MessageFiles;
  readonly journal: Journal;
  readonly consequences?: Consequences | undefined;
}

/** The one way in which folders change: journal, fold, tell. Each commit is one step that nothing comes between. */
export class Transactions {
  readonly #parts: TransactionParts;
  readonly #listeners = new Set<ChangeListener>();

  constructor(parts: TransactionParts) {
    this.#parts = parts;
  }

  get tree(): FolderTree {
    return this.#parts.tree;
  }

  get files(): MessageFiles {
    return this.#parts.files;
  }

  /** Gmail's folders are labels: a message is in each of them once. */
  get oncePerFolder(): boolean {
    return this.#parts.consequences !== undefined;
  }

  /** Listeners see it at once; await `flushed` before telling anyone that it will last. */
  commit(records: readonly FolderRecord[]): void {
    const { consequences } = this.#parts;
    for (const [record, gone] of this.#fold(records)) {
      const more = consequences?.(this.tree, record, gone) ?? [];
      for (const one of more) if (one.kind === 'added') this.files.hold(one.message.digest);
      this.#fold(more);
    }
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  flushed(): Promise<void> {
    return this.#parts.journal.flushed();
  }

  close(): Promise<void> {
    return this.#parts.journal.close();
  }

  #fold(records: readonly FolderRecord[]): readonly (readonly [FolderRecord, readonly StoredMessage[]])[] {
    if (records.length === 0) return [];
    this.#parts.journal.append(records);
    const folded = records.map((record) => [record, this.tree.apply(record)] as const);
    for (const listener of this.#listeners) listener(records);
    const gone = folded.flatMap(([, messages]) => messages);
    if (gone.length > 0) void this.#release(gone.map((message) => message.digest));
    return folded;
  }

  // A file outlives its record: were it the other way round, a crash in between would leave a message without bytes.
  async #release(digests: readonly string[]): Promise<void> {
    try {
      await this.flushed();
    } catch {
      return; // The disk refused: the files stay, the next start knows who holds them.
    }
    for (const digest of digests) this.files.release(digest);
  }
}
