import type { FolderRecord } from './folder-record.ts';

/** Where records are kept. What was appended is there after a crash once `flushed` resolved. */
export interface Journal {
  /** All of them or none are found after a crash. Throws when the disk refuses them; nothing was kept then. */
  append(records: readonly FolderRecord[]): void;
  flushed(): Promise<void>;
  close(): Promise<void>;
}

export const memoryJournal: Journal = {
  append: () => undefined,
  flushed: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
