import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import type { FolderRecord } from './folder-record.ts';
import type { Journal } from './journal.ts';

const sync = promisify(fdatasync);

/** Appends one line per transaction. Waiters share an fsync: while one runs, all that come wait for the next. */
export class JournalFile implements Journal {
  readonly #fd: number;
  #size: number;
  #flushedSize: number;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(path: string) {
    this.#fd = openSync(path, 'a', 0o600);
    this.#size = fstatSync(this.#fd).size;
    this.#flushedSize = this.#size;
  }

  append(records: readonly FolderRecord[]): void {
    const line = Buffer.from(`${JSON.stringify(records)}\n`);
    try {
      for (let at = 0; at < line.length;) at += writeSync(this.#fd, line, at);
    } catch (error) {
      // A full disk may have taken half of the line.
      ftruncateSync(this.#fd, this.#size);
      throw error;
    }
    this.#size += line.length;
  }

  flushed(): Promise<void> {
    if (this.#flushedSize === this.#size) return Promise.resolve();
    this.#next ??= this.#running.then(() => this.#flush());
    return this.#next;
  }

  async close(): Promise<void> {
    await this.flushed();
    closeSync(this.#fd);
  }

  #flush(): Promise<void> {
    this.#next = undefined;
    const size = this.#size;
    const done = sync(this.#fd).then(() => {
      this.#flushedSize = Math.max(this.#flushedSize, size);
    });
    // A failed sync is told to its own waiters; the next one tries again.
    this.#running = done.catch(() => undefined);
    return done;
  }
}
