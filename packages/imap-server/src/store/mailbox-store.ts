import type { Clock } from '@mailfold/kernel';
import { chunk, sha256Hex } from '@mailfold/kernel';
import { no } from '../protocol/command-refused.ts';
import { cleanFlags } from './flag-change.ts';
import { FolderAdmin } from './folder-admin.ts';
import type { FlagRequest, NewMessage } from './folder-plan.ts';
import { addedRecords, planAdding, planFlagging, planVanishing } from './folder-plan.ts';
import type { Folder } from './folder.ts';
import type { StoredMessage } from './stored-message.ts';
import { threadIdOf } from './thread-id.ts';
import type { ChangeListener, Transactions } from './transactions.ts';

export interface DeliverOptions {
  readonly flags?: readonly string[];
  /** Now, when left out. */
  readonly internalDate?: Date;
}

export interface Delivery extends DeliverOptions {
  readonly raw: Uint8Array;
}

/** Which UID became which: COPYUID of RFC 4315. */
export interface CopyResult {
  readonly uidValidity: number;
  readonly uids: readonly (readonly [from: number, to: number])[];
}

// So many files are written at once, and share a line of the journal.
const DELIVERY_BATCH = 50;

/**
 * One user's mail. Every change resolves when it is on the disk; connected clients hear of it at once.
 * Folder paths are plain text with the server's delimiter; a missing folder is a `CommandRefused` with code NONEXISTENT.
 */
export class MailboxStore {
  readonly login: string;
  readonly admin: FolderAdmin;
  readonly #transactions: Transactions;
  readonly #clock: Clock;
  #lastRead: { readonly digest: string; readonly raw: Buffer } | undefined;

  constructor(login: string, transactions: Transactions, clock: Clock) {
    this.login = login;
    this.admin = new FolderAdmin(transactions, clock);
    this.#transactions = transactions;
    this.#clock = clock;
  }

  folder(path: string): Folder {
    return this.admin.folder(path);
  }

  list(path: string): readonly StoredMessage[] {
    return this.folder(path).messages;
  }

  /** @returns the message as it was delivered */
  read(path: string, uid: number): Buffer {
    const message = this.folder(path).find(uid);
    if (message === undefined) throw no('No such message', 'NONEXISTENT');
    return this.readMessage(message);
  }

  readMessage(message: StoredMessage): Buffer {
    // A client that downloads in pieces asks for the same message many times.
    if (this.#lastRead?.digest === message.digest) return this.#lastRead.raw;
    const raw = this.#transactions.files.read(message.digest);
    this.#lastRead = { digest: message.digest, raw };
    return raw;
  }

  /** @returns the new message's UID */
  async deliver(path: string, raw: Uint8Array, options: DeliverOptions = {}): Promise<number> {
    const [uid] = await this.deliverMany(path, [{ raw, ...options }]);
    if (uid === undefined) throw new Error('a delivery gave no UID');
    return uid;
  }

  async deliverMany(path: string, deliveries: readonly Delivery[]): Promise<readonly number[]> {
    const uids: number[] = [];
    for (const batch of chunk(deliveries, DELIVERY_BATCH)) {
      const messages = await Promise.all(batch.map((delivery) => this.#keep(delivery)));
      uids.push(...this.#add(path, messages).map((message) => message.uid));
    }
    await this.#transactions.flushed();
    return uids;
  }

  async copy(path: string, uids: readonly number[], to: string): Promise<CopyResult> {
    const result = this.#copy(this.folder(path), uids, this.folder(to), false);
    await this.#transactions.flushed();
    return result;
  }

  /** Both folders change in one transaction. */
  async move(path: string, uids: readonly number[], to: string): Promise<CopyResult> {
    const result = this.#copy(this.folder(path), uids, this.folder(to), true);
    await this.#transactions.flushed();
    return result;
  }

  async expunge(path: string, uids: readonly number[]): Promise<void> {
    const folder = this.folder(path);
    const there = uids.filter((uid) => folder.find(uid) !== undefined);
    this.#transactions.commit(planVanishing(folder, there));
    await this.#transactions.flushed();
  }

  /** @returns the UIDs that `unchangedSince` kept from being changed */
  async setFlags(path: string, request: FlagRequest): Promise<readonly number[]> {
    const plan = planFlagging(this.folder(path), request);
    this.#transactions.commit(plan.records);
    await this.#transactions.flushed();
    return plan.modified;
  }

  onChange(listener: ChangeListener): () => void {
    return this.#transactions.onChange(listener);
  }

  flushed(): Promise<void> {
    return this.#transactions.flushed();
  }

  close(): Promise<void> {
    return this.#transactions.close();
  }

  async #keep(delivery: Delivery): Promise<NewMessage> {
    const raw = Buffer.from(delivery.raw);
    const digest = sha256Hex(raw);
    await this.#transactions.files.write(digest, raw);
    return {
      digest,
      size: raw.length,
      flags: cleanFlags(delivery.flags ?? []),
      internalDate: (delivery.internalDate ?? this.#clock.now()).getTime(),
      threadId: threadIdOf(raw),
    };
  }

  #add(path: string, messages: readonly NewMessage[]): readonly StoredMessage[] {
    try {
      const folder = this.folder(path);
      const added = planAdding(folder, messages);
      this.#transactions.commit(addedRecords(folder, added));
      return added;
    } catch (error) {
      for (const message of messages) this.#transactions.files.release(message.digest);
      throw error;
    }
  }

  #copy(from: Folder, uids: readonly number[], to: Folder, takeAway: boolean): CopyResult {
    const messages = uids.map((uid) => from.find(uid)).filter((message) => message !== undefined);
    const there = this.#alreadyIn(to, messages);
    const copies = planAdding(
      to,
      messages.filter((message) => !there.has(message.emailId)),
    );
    for (const { digest } of copies) this.#transactions.files.hold(digest);
    const gone = messages.map((message) => message.uid);
    this.#transactions.commit([...addedRecords(to, copies), ...(takeAway ? planVanishing(from, gone) : [])]);
    const added = copies.values();
    return {
      uidValidity: to.uidValidity,
      uids: messages.map(({ uid, emailId }) => [uid, there.get(emailId) ?? added.next().value?.uid ?? 0] as const),
    };
  }

  #alreadyIn(folder: Folder, messages: readonly StoredMessage[]): ReadonlyMap<string, number> {
    if (!this.#transactions.oncePerFolder) return new Map();
    const there = messages.flatMap((message) => folder.withEmailId(message.emailId));
    return new Map(there.map((message) => [message.emailId, message.uid]));
  }
}
