import type { Bounds } from './bounds.ts';
import { boundsFor } from './bounds.ts';
import { closed } from './mime-error.ts';
import { parsePlain } from './plain-mail.ts';
import type { ReadMail } from './read-mail.ts';
import { ReaderSlot } from './reader-slot.ts';

export interface MimeReaderOptions {
  /** How many child processes read at the same time. Default 1. */
  readonly children?: number;
  /** A child without work ends after this many milliseconds. Default 10,000. */
  readonly idleMs?: number;
  /** What the reading of so many bytes may cost. Default: `boundsFor`. */
  readonly boundsFor?: (bytes: number) => Bounds;
}

// What goes to a child at once: enough to make the way worth it, little enough to hold twice.
const MOST_MESSAGES = 200;
const MOST_BYTES = 8 * 1024 * 1024;

// So little is read sooner here than in a child that may have to be started first, as when a mail arrives live.
const FEW_MESSAGES = 4;
const FEW_BYTES = 64 * 1024;

/**
 * Reads raw mail in child processes that are ended when they pass their bounds of CPU time and memory (X15). A message that does so is
 * rejected with the reason; the messages beside it are read all the same. A few small plain mails are read here, by our own reader alone.
 */
export class MimeReader implements AsyncDisposable {
  readonly #slots: readonly ReaderSlot[];
  readonly #free: ReaderSlot[];
  readonly #waiting: ((slot: ReaderSlot | undefined) => void)[] = [];
  #closed = false;

  constructor(options: MimeReaderOptions = {}) {
    const { children = 1, idleMs = 10_000, boundsFor: bounds = boundsFor } = options;
    this.#slots = Array.from({ length: children }, () => new ReaderSlot(idleMs, bounds));
    this.#free = [...this.#slots];
  }

  /**
   * One answer per message, in the same order. A message never makes it fail; it fails with `mail-mime/unavailable` (retry: backoff) when no
   * child process can be started, and with `mail-mime/closed`.
   */
  async read(raws: readonly Uint8Array[]): Promise<readonly ReadMail[]> {
    if (this.#closed) throw closed();
    const here = readHere(raws);
    if (here !== undefined) return here;
    const answers = await Promise.all(batches(raws).map((batch) => this.#readBatch(batch)));
    return answers.flat();
  }

  /** Starts a child for work that is on its way; it ends as any other when none comes. */
  prepare(): void {
    if (!this.#closed) this.#free.at(-1)?.prepare();
  }

  /** How many child processes are alive now. */
  get liveChildren(): number {
    return this.#slots.filter((slot) => slot.isLive).length;
  }

  /** Ends the children; reads under way fail with `mail-mime/closed`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake(undefined);
    for (const slot of this.#slots) slot.close();
  }

  async #readBatch(batch: readonly Uint8Array[]): Promise<readonly ReadMail[]> {
    const slot = await this.#acquire();
    if (slot === undefined) throw closed();
    try {
      return await slot.read(batch);
    } finally {
      this.#release(slot);
    }
  }

  async #acquire(): Promise<ReaderSlot | undefined> {
    if (this.#closed) return undefined;
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(slot: ReaderSlot): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(slot);
    else next(slot);
  }
}

/** A few small plain mails, by our own reader; undefined if one of them is more than that. */
function readHere(raws: readonly Uint8Array[]): readonly ReadMail[] | undefined {
  const bytes = raws.reduce((sum, raw) => sum + raw.length, 0);
  if (raws.length > FEW_MESSAGES || bytes > FEW_BYTES) return undefined;
  const read: ReadMail[] = [];
  for (const raw of raws) {
    const mail = parsePlain(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
    if (mail === undefined) return undefined;
    read.push(mail);
  }
  return read;
}

/** Cut by number and by size; a message larger than that goes alone. */
function batches(raws: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const cut: Uint8Array[][] = [];
  let bytes = 0;
  for (const raw of raws) {
    const last = cut.at(-1);
    bytes += raw.length;
    if (last === undefined || last.length >= MOST_MESSAGES || bytes > MOST_BYTES) {
      cut.push([raw]);
      bytes = raw.length;
    } else last.push(raw);
  }
  return cut;
}
