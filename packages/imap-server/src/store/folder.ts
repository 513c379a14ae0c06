import type { NumberRanges } from '../protocol/number-ranges.ts';
import { mergeRanges, rangesContain } from '../protocol/number-ranges.ts';
import type { FolderRecord } from './folder-record.ts';
import type { StoredMessage } from './stored-message.ts';

type Created = Extract<FolderRecord, { kind: 'folder-created' }>;

interface Vanished {
  readonly modseq: number;
  readonly uids: NumberRanges;
}

/** One folder, changed by records only. UIDs ascend and are never used twice; MODSEQ only grows (RFC 7162 §3.1). */
export class Folder {
  readonly id: string;
  readonly specialUse: string | undefined;
  path: string;
  uidValidity: number;
  uidNext: number;
  highestModseq: number;
  messages: StoredMessage[] = [];
  /** Every expunge, in order of MODSEQ. */
  vanished: Vanished[] = [];

  #uidsOfEmail = new Map<string, readonly number[]>();

  constructor(record: Created) {
    this.id = record.folder;
    this.path = record.path;
    this.specialUse = record.specialUse;
    this.uidValidity = record.uidValidity;
    this.uidNext = record.uidNext;
    this.highestModseq = record.highestModseq;
  }

  find(uid: number): StoredMessage | undefined {
    const found = this.messages[this.#indexOf(uid)];
    return found?.uid === uid ? found : undefined;
  }

  /** Every copy of one e-mail in this folder. */
  withEmailId(emailId: string): readonly StoredMessage[] {
    const uids = this.#uidsOfEmail.get(emailId) ?? [];
    return uids.map((uid) => this.find(uid)).filter((message) => message !== undefined);
  }

  /** The messages that changed after the modseq. */
  changedSince(modseq: number): readonly StoredMessage[] {
    return this.messages.filter((message) => message.modseq > modseq);
  }

  /** The UIDs expunged after the modseq. */
  vanishedSince(modseq: number): NumberRanges {
    return mergeRanges(this.vanished.filter((gone) => gone.modseq > modseq).flatMap((gone) => gone.uids));
  }

  add(message: StoredMessage): void {
    this.messages.push(message);
    this.#index(message);
    this.uidNext = Math.max(this.uidNext, message.uid + 1);
    this.#seen(message.modseq);
  }

  flag(modseq: number, flags: Extract<FolderRecord, { kind: 'flagged' }>['flags']): void {
    for (const [uid, set] of flags) {
      const index = this.#indexOf(uid);
      const message = this.messages[index];
      if (message?.uid === uid) this.messages[index] = { ...message, flags: set, modseq };
    }
    this.#seen(modseq);
  }

  /** @returns the messages that went. */
  vanish(modseq: number, uids: NumberRanges): readonly StoredMessage[] {
    const gone = this.messages.filter((message) => rangesContain(uids, message.uid));
    this.messages = this.messages.filter((message) => !rangesContain(uids, message.uid));
    this.vanished.push({ modseq, uids });
    for (const message of gone) this.#forget(message);
    this.#seen(modseq);
    return gone;
  }

  /** Under another UIDVALIDITY nothing that a client knows of UIDs holds any more. */
  renumber(messages: readonly StoredMessage[], uidValidity: number): void {
    this.messages = [...messages];
    this.#uidsOfEmail = new Map();
    for (const message of messages) this.#index(message);
    this.vanished = [];
    this.uidValidity = uidValidity;
    this.uidNext = messages.length + 1;
  }

  #index({ emailId, uid }: StoredMessage): void {
    this.#uidsOfEmail.set(emailId, [...(this.#uidsOfEmail.get(emailId) ?? []), uid]);
  }

  #forget({ emailId, uid }: StoredMessage): void {
    const left = (this.#uidsOfEmail.get(emailId) ?? []).filter((one) => one !== uid);
    if (left.length > 0) this.#uidsOfEmail.set(emailId, left);
    else this.#uidsOfEmail.delete(emailId);
  }

  #seen(modseq: number): void {
    this.highestModseq = Math.max(this.highestModseq, modseq);
  }

  #indexOf(uid: number): number {
    let [low, high] = [0, this.messages.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.messages[middle]?.uid ?? Infinity) < uid) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
