import type { MailSession, ProviderFolder } from '@mailfold/mail-provider';
import type { SessionParts } from './session-parts.ts';
import { isForContacts } from '../domain/screening.ts';
import { Elsewhere } from './elsewhere.ts';
import { FolderGuard } from './folder-guard.ts';
import { FolderList, type LedgerFolder } from './folder-list.ts';
import type { FolderSync } from './folder-sync.ts';
import type { Cursor, KnownFolder } from './ledger-reader.ts';

/** What a round through all folders found. */
export interface Round {
  readonly folders: readonly KnownFolder[];
  /** Some folder's history is yet to be read. */
  readonly waits: boolean;
}

/** Rounds through the folders of one connection: what changed is caught up; where nothing did, nothing is asked of anybody. */
export class Rounds {
  readonly guard = new FolderGuard();
  readonly #session: MailSession;
  readonly #sync: FolderSync;
  readonly #parts: SessionParts;
  readonly #list = new FolderList(this.guard);
  readonly #elsewhere: Elsewhere;
  /** As each folder was when it was caught up last. */
  readonly #done = new Map<string, ProviderFolder>();
  #folders: readonly KnownFolder[] | undefined;
  /** Counts what was forgotten: an answer that was asked for before is not kept. */
  #forgotten = 0;
  /** Whether mail may lie in folders that are there no more. */
  #mayBeGone = true;
  /** Before the first list. */
  #known: readonly LedgerFolder[] | undefined;

  constructor(session: MailSession, sync: FolderSync, parts: SessionParts) {
    this.#session = session;
    this.#sync = sync;
    this.#parts = parts;
    this.#elsewhere = new Elsewhere(session, sync, parts.ledger);
  }

  /** The ledger has another word on some folder: its history was read. */
  forget(folder: KnownFolder): void {
    this.#forgotten += 1;
    this.#folders = undefined;
    this.#done.delete(folder.path);
  }

  async make(): Promise<Round> {
    const began = this.#parts.clock.now().toISOString();
    await this.#tryParked();
    const seen = await this.#look();
    const folders = await this.#current();
    let isWhole = true;
    for (const folder of folders) isWhole = (await this.#follow(folder, seen.get(folder.path))) && isWhole;
    await this.#seek(folders);
    if (this.guard.takeChanged()) await this.#look();
    const waits = folders.some((folder) => !folder.backfilled);
    if (!waits && this.#mayBeGone) {
      await this.#sync.leaveGoneFolders();
      this.#mayBeGone = false;
    }
    const unread = this.#parts.withheld.has() || [...seen.values()].some(({ problem }) => problem !== undefined);
    // ING-7: what could not be read may be just what is looked for.
    if (isWhole && !waits && !unread) await this.#settleLost(began, seen);
    return { folders: await this.#current(), waits };
  }

  async #current(): Promise<readonly KnownFolder[]> {
    if (this.#folders !== undefined) return this.#folders;
    const before = this.#forgotten;
    const found = await this.#parts.ledger.folders();
    if (before === this.#forgotten) this.#folders = found;
    return found;
  }

  /** Lists the folders, and tells of them where they are not as they were. */
  async #look(): Promise<ReadonlyMap<string, ProviderFolder>> {
    const { ledger } = this.#parts;
    const { folders, isNew } = await this.#list.read(this.#session, (this.#known ??= await ledger.notGone()));
    if (isNew) {
      // A folder that came, went, was parked or came back: the account is another one than was proved.
      if ((await this.#parts.observer.observe({ kind: 'folders', folders })) > 0) this.#parts.doubt();
      this.#folders = undefined;
      this.#mayBeGone = true;
    }
    return new Map(folders.map((folder) => [folder.path, folder]));
  }

  /** @returns whether all that the folder has was looked at */
  async #follow(folder: KnownFolder, seen: ProviderFolder | undefined): Promise<boolean> {
    if (seen === undefined || seen.epoch !== folder.epoch) return false;
    await this.guard.tries(folder, () => this.#sync.retryWithheld(this.#session, folder));
    await this.guard.tries(folder, () => this.#sync.readMarksAgain(this.#session, folder));
    if (isSameState(this.#done.get(folder.path), seen)) return true;
    const before = this.#forgotten;
    const isDone = folder.backfilled ? await this.#catchUp(folder, seen) : await this.#keepUp(folder, seen);
    if (isDone && before === this.#forgotten) this.#done.set(folder.path, seen);
    return isDone;
  }

  async #catchUp(folder: KnownFolder, seen: ProviderFolder): Promise<boolean> {
    if (!this.#done.has(folder.path) && isAt(await this.#parts.ledger.cursor(folder), seen)) return true;
    let isSettled = false;
    const isRead = await this.guard.tries(folder, async () => {
      isSettled = await this.#sync.catchUp(this.#session, folder);
    });
    return isRead && isSettled;
  }

  /** While history is read: new mail alone. What is read as history has its flags from now or later, so changes count from now. */
  async #keepUp(folder: KnownFolder, seen: ProviderFolder): Promise<boolean> {
    const { ledger } = this.#parts;
    const { modseq, uidNext, messages } = seen;
    const before = await ledger.cursor(folder);
    if (before.modseq === undefined && before.counted === undefined) {
      const counted = uidNext === 0 ? {} : { counted: { uid: uidNext - 1, messages } };
      await ledger.keepCursor(folder, { ...(modseq === undefined ? {} : { modseq }), ...counted });
    }
    const lastUid = await ledger.lastUid(folder);
    if (uidNext <= lastUid + 1) return true;
    return this.guard.tries(folder, () => this.#sync.fetchNew(this.#session, folder, lastUid));
  }

  /** Folders that could not be opened, now and then: the next list has them as others when they can. */
  async #tryParked(): Promise<void> {
    for (const path of this.guard.due()) await this.guard.tries({ path }, () => this.#session.open(path));
  }

  /** SCO-6: mail of contacts that are new. */
  async #seek(folders: readonly KnownFolder[]): Promise<void> {
    const { ledger, rules } = this.#parts;
    if (!isForContacts(rules)) return;
    for (const address of await ledger.sought()) {
      for (const folder of folders.filter(({ watch }) => watch === 'content'))
        await this.#sync.fetchOf(this.#session, folder, address);
      await ledger.wasSought(address);
    }
  }

  /** Mail that lies nowhere is looked for in the folders out of scope; what is not there either is deleted, where the owner wants it so. */
  async #settleLost(before: string, seen: ReadonlyMap<string, ProviderFolder>): Promise<void> {
    const { ledger, observer, rules } = this.#parts;
    if (this.#sync.mayHaveLost) {
      const hasLost = await ledger.hasLost();
      if (hasLost) await this.#elsewhere.look(seen);
      if (hasLost && rules.settings.removeWhenDeletedAtProvider && (await ledger.hasLost()))
        await observer.observe({ kind: 'looked-everywhere', before });
      else this.#sync.mayHaveLost = false;
    }
    if (!this.#sync.mayHaveLost) await this.#elsewhere.pass(seen);
  }
}

const isSameState = (a: ProviderFolder | undefined, b: ProviderFolder): boolean =>
  a !== undefined && isSameCount(a, b) && a.modseq === b.modseq && a.unseen === b.unseen && a.epoch === b.epoch;

const isSameCount = (a: ProviderFolder, b: ProviderFolder): boolean =>
  a.messages === b.messages && a.uidNext === b.uidNext;

/** Nothing has changed since the cursor was kept, perhaps by a process before this one. */
const isAt = ({ modseq, counted }: Cursor, seen: ProviderFolder): boolean =>
  modseq !== undefined &&
  modseq === seen.modseq &&
  counted?.messages === seen.messages &&
  counted.uid === seen.uidNext - 1;
