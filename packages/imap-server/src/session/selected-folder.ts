import type { NumberRanges } from '../protocol/number-ranges.ts';
import { formatNumbers, numbersIn, rangesContain } from '../protocol/number-ranges.ts';
import { lowerBound } from '../protocol/sequence-set.ts';
import { wireList } from '../protocol/wire-text.ts';
import type { FolderRecord } from '../store/folder-record.ts';
import type { Folder } from '../store/folder.ts';
import type { MailboxStore } from '../store/mailbox-store.ts';

export interface TellOptions {
  /** False while sequence numbers must hold still (RFC 3501 §7.4.1). */
  readonly expunges: boolean;
  /** The client enabled QRESYNC: VANISHED instead of EXPUNGE (RFC 7162 §3.2.10). */
  readonly vanished: boolean;
  readonly modseq: boolean;
}

/** A folder as one client knows it: its sequence numbers, and what it has not been told yet. */
export class SelectedFolder {
  readonly store: MailboxStore;
  readonly folder: Folder;
  readonly readOnly: boolean;
  readonly noModseq: boolean;
  /** The UID of each sequence number, in the client's eyes. */
  uids: number[];
  /** Why the folder can be used no longer: deleted, or its UIDs mean nothing any more. */
  over: string | undefined;
  /** Called when there is something to tell. */
  onNews: (() => void) | undefined;
  #gone = new Set<number>();
  #flagged = new Set<number>();
  #added: number[] = [];
  readonly #stop: () => void;

  constructor(store: MailboxStore, folder: Folder, mode: { readonly readOnly: boolean; readonly noModseq: boolean }) {
    this.store = store;
    this.folder = folder;
    this.readOnly = mode.readOnly;
    this.noModseq = mode.noModseq;
    this.uids = folder.messages.map((message) => message.uid);
    this.#stop = store.onChange((records) => this.#hear(records));
  }

  close(): void {
    this.#stop();
    this.onNews = undefined;
  }

  sequenceOf(uid: number): number {
    return lowerBound(this.uids, uid) + 1;
  }

  /** The client is told otherwise, or not at all: STORE .SILENT. */
  forgetFlagged(uids: readonly number[]): void {
    for (const uid of uids) this.#flagged.delete(uid);
  }

  /** The untagged lines that bring the client up to date; they count as told. */
  *tell(options: TellOptions): Generator<string> {
    if (options.expunges) yield* this.#tellGone(options.vanished);
    if (this.#added.length > 0) {
      this.uids.push(...this.#added);
      this.#added = [];
      yield `* ${this.uids.length} EXISTS\r\n`;
    }
    yield* this.#tellFlags(options.modseq);
  }

  *#tellGone(vanished: boolean): Generator<string> {
    const gone = this.uids.filter((uid) => this.#gone.has(uid));
    // What came and went between two tellings is never mentioned.
    this.#added = this.#added.filter((uid) => !this.#gone.has(uid));
    this.#gone.clear();
    if (gone.length === 0) return;
    // From the end, so that the numbers before stay right.
    if (vanished) yield `* VANISHED ${formatNumbers(gone)}\r\n`;
    else for (const uid of gone.toReversed()) yield `* ${this.sequenceOf(uid)} EXPUNGE\r\n`;
    const lost = new Set(gone);
    this.uids = this.uids.filter((uid) => !lost.has(uid));
  }

  *#tellFlags(modseq: boolean): Generator<string> {
    const flagged = this.#flagged;
    this.#flagged = new Set();
    for (const uid of flagged) {
      const message = this.folder.find(uid);
      if (message === undefined || this.uids[this.sequenceOf(uid) - 1] !== uid) continue;
      const more = modseq ? ` MODSEQ (${message.modseq})` : '';
      yield `* ${this.sequenceOf(uid)} FETCH (UID ${uid} FLAGS ${wireList(message.flags)}${more})\r\n`;
    }
  }

  #hear(records: readonly FolderRecord[]): void {
    for (const record of records) if ('folder' in record && record.folder === this.folder.id) this.#note(record);
    this.onNews?.();
  }

  #note(record: FolderRecord): void {
    switch (record.kind) {
      case 'added':
        this.#added.push(record.message.uid);
        return;
      case 'flagged':
        for (const [uid] of record.flags) this.#flagged.add(uid);
        return;
      case 'vanished':
        this.#noteGone(record.uids);
        return;
      case 'folder-deleted':
        this.over = 'The selected mailbox was deleted';
        return;
      case 'uid-validity-set':
      case 'uids-renumbered':
        this.over = 'UIDVALIDITY of the selected mailbox changed';
        return;
      case 'folder-created':
      case 'folder-renamed':
      case 'subscribed':
      case 'unsubscribed':
        return;
    }
  }

  #noteGone(ranges: NumberRanges): void {
    for (const uid of numbersIn(ranges)) this.#gone.add(uid);
    this.#flagged = new Set([...this.#flagged].filter((uid) => !rangesContain(ranges, uid)));
  }
}
