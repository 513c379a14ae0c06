import type { FetchedMessage, FetchResult } from '@mailfold/mail-provider';
import type { FetchMessageObject } from 'imapflow';
import type { Limits } from '../limits.ts';
import type { Refused } from './ask.ts';
import { headerOf } from './header.ts';
import { messageFlags } from './message-flags.ts';

/** What a fetch has so far. The first piece of a message tells whether it is all of it. */
export class FetchBatch {
  readonly #limits: Limits;
  readonly #whole = new Map<number, FetchedMessage>();
  readonly #begun = new Map<number, FetchedMessage>();
  readonly #tooLarge = new Map<number, { readonly uid: number; readonly size: number; readonly header: Buffer }>();
  readonly #later = new Set<number>();
  readonly #missing = new Set<number>();
  readonly #refused = new Map<number, Refused>();
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get isFull(): boolean {
    return this.#bytes >= this.#limits.maxBatchBytes || this.#later.size > 0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The first piece. */
  readonly takeFirst = (row: FetchMessageObject): boolean => {
    const message = readMessage(row);
    if (message === undefined) return false;
    const { uid, raw, size } = message;
    if (raw.length > this.#limits.maxMessageBytes || size > this.#limits.maxMessageBytes) this.#setTooLarge(message);
    else if (raw.length === this.#limits.firstBytes) this.#begun.set(uid, message);
    else this.#keep(message);
    return true;
  };

  /** All that follows the first piece. */
  readonly takeRest = (row: FetchMessageObject): boolean => {
    const begun = this.#begun.get(row.uid);
    if (begun === undefined || !isBody(row.source)) return false;
    this.#begun.delete(row.uid);
    const message = { ...begun, raw: Buffer.concat([begun.raw, row.source]) };
    if (message.raw.length > this.#limits.maxMessageBytes) this.#setTooLarge(message);
    else this.#keep(message);
    return true;
  };

  /** The begun messages that there is room for, at least one if nothing else is there; the others become `later`. */
  chooseRests(): number[] {
    const chosen: number[] = [];
    let bytes = this.#bytes;
    for (const { uid, size } of [...this.#begun.values()].toSorted((a, b) => a.uid - b.uid)) {
      const fits = bytes + size <= this.#limits.maxBatchBytes || (chosen.length === 0 && this.#whole.size === 0);
      bytes += size;
      if (fits) chosen.push(uid);
      else this.#putOff(uid);
    }
    return chosen;
  }

  absentOf(uids: readonly number[]): number[] {
    const known = [this.#whole, this.#begun, this.#tooLarge, this.#later, this.#refused, this.#missing];
    return uids.filter((uid) => !known.some((each) => each.has(uid)));
  }

  miss(uids: readonly number[]): void {
    for (const uid of uids) {
      this.#begun.delete(uid);
      this.#missing.add(uid);
    }
  }

  refuse(refused: readonly Refused[]): void {
    for (const one of refused) {
      this.#begun.delete(one.uid);
      this.#refused.set(one.uid, one);
    }
  }

  result(notAsked: readonly number[]): FetchResult {
    return {
      messages: [...this.#whole.values()],
      missing: [...this.#missing],
      refused: [...this.#refused.values()],
      tooLarge: [...this.#tooLarge.values()],
      later: [...this.#later, ...notAsked],
    };
  }

  #keep(message: FetchedMessage): void {
    const isNew = !this.#whole.has(message.uid);
    // A server that ignores the limit of the first piece must not fill the memory.
    if (isNew && this.#whole.size > 0 && this.#bytes > this.#limits.maxBatchBytes) return this.#putOff(message.uid);
    if (isNew) this.#bytes += message.raw.length;
    this.#whole.set(message.uid, message);
  }

  #putOff(uid: number): void {
    this.#begun.delete(uid);
    this.#later.add(uid);
  }

  #setTooLarge({ uid, size, raw }: FetchedMessage): void {
    this.#tooLarge.set(uid, { uid, size: Math.max(size, raw.length), header: headerOf(raw) });
  }
}

/** @NOTE imapflow 2.10 gives `false` for NIL, whatever its types say. */
const isBody = (source: Buffer | undefined): source is Buffer => Buffer.isBuffer(source);

/** Undefined for a row without a body: told of, but not to be read yet (S26). */
function readMessage(row: FetchMessageObject): FetchedMessage | undefined {
  const { uid, source, size, flags, internalDate, emailId, threadId } = row;
  if (!isBody(source) || (source.length === 0 && (size ?? 0) > 0)) return undefined;
  return {
    uid,
    flags: messageFlags(flags),
    // A server without a date it can write gives the start of time: such mail sorts first, and is not lost (S14).
    receivedAt: internalDate instanceof Date ? internalDate : new Date(0),
    size: size ?? source.length,
    ...(emailId === undefined ? {} : { providerId: emailId }),
    ...(threadId === undefined ? {} : { providerThreadId: threadId }),
    raw: source,
  };
}
