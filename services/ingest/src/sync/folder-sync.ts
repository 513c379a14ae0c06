import { chunk } from '@mailfold/kernel';
import type { Changes, Listing, MailSession } from '@mailfold/mail-provider';
import { READER } from '@mailfold/mail-mime';
import { startOf } from '../domain/mailbox-rules.ts';
import type { SkipRule } from '../domain/observation.ts';
import { toRanges } from '../domain/uid-ranges.ts';
import type { Cursor, KnownFolder } from './ledger-reader.ts';
import { type AsHistory, type FetchingParts, MailFetching } from './mail-fetching.ts';
import { Turns } from './turns.ts';

/** UIDs in one observation of flags or of vanished mail. */
const CHANGES = 1_000;
/** Ranges in one observation of skipped mail: an event has its bounds. */
const RANGES = 5_000;
/** Where all flags have to be read to find those that changed, reading them takes a twentieth of the time at most (S5). */
const ALL_FLAGS_REST = 20;

/** The server's list, and how many UIDs the ledger differed from it by. */
export interface Comparison {
  readonly listing: Listing;
  readonly differences: number;
}

/** Brings one folder's ledger to what the server has, over a session that the caller lends. Lives as long as its worker. */
export class FolderSync {
  readonly #parts: FetchingParts;
  readonly #fetching: MailFetching;
  /** What is fetched is told before anybody looks what became of it: else a loss would be heard of too early, and never again. */
  readonly #turns = new Turns();
  readonly #allFlagsFrom = new Map<string, number>();
  /** Whether some message may lie nowhere now. */
  mayHaveLost = true;

  constructor(parts: FetchingParts) {
    this.#parts = parts;
    this.#fetching = new MailFetching(parts);
  }

  /** Flags, vanished and new mail since the last round. @returns false if not everything was looked at: again soon */
  async catchUp(session: MailSession, folder: KnownFolder): Promise<boolean> {
    const { ledger, withheld } = this.#parts;
    return this.#turns.take(folder.id, async () => {
      const { cursor, settled } = await this.#changesSince(session, folder, await ledger.cursor(folder));
      // S4: what was left out must be found again from here, whatever happens to this process.
      if (settled && !withheld.has(folder.id)) await ledger.keepCursor(folder, cursor);
      return settled;
    });
  }

  /**
   * The same beside the rounds, since a cursor of the caller's own. Only rounds keep one in the ledger: while history is read
   * mail may be on its way of which this look knows nothing.
   * @returns the cursor for the next time
   */
  hear(session: MailSession, folder: KnownFolder, since: Cursor): Promise<Cursor> {
    return this.#turns.take(folder.id, async () => {
      const { cursor, settled } = await this.#changesSince(session, folder, since);
      return settled ? cursor : since;
    });
  }

  /** Mail above a UID. @returns the highest UID now known */
  fetchNew(session: MailSession, folder: KnownFolder, above: number): Promise<number> {
    return this.#turns.take(folder.id, async () => {
      // `n:*` names the last message even when its UID is below n (RFC 9051 §9, sequence-set).
      const fresh = (await session.uids(folder.path, { from: above + 1 })).filter((uid) => uid > above);
      if (fresh.length > 0) await this.#fetching.fetch(session, folder, fresh);
      return fresh.at(-1) ?? above;
    });
  }

  /** Mail from or to a new contact that a rule kept out until then (SCO-6). */
  async fetchOf(session: MailSession, folder: KnownFolder, correspondent: string): Promise<void> {
    await this.#turns.take(folder.id, async () => {
      const uids = await session.uids(folder.path, { correspondent });
      const left = await this.#parts.ledger.notPlaced(folder, uids);
      if (left.length > 0) await this.#fetching.fetch(session, folder, left);
    });
  }

  /** What the server named and did not give, once more (S26). */
  async retryWithheld(session: MailSession, folder: KnownFolder): Promise<void> {
    const due = this.#parts.withheld.due(folder.id);
    if (due.length > 0) await this.#turns.take(folder.id, () => this.#fetching.fetch(session, folder, due));
  }

  /** Marks of mail whose other copies have left. */
  async readMarksAgain(session: MailSession, folder: KnownFolder): Promise<void> {
    const { copies, intents } = this.#parts;
    const uids = copies.take(folder.id);
    if (uids.length === 0) return;
    const done = await intents.done();
    await this.#turns.take(folder.id, async () =>
      this.#observeFlags(folder, await session.flags(folder.path, uids), done),
    );
  }

  /** ING-5: what an earlier version of the reader could not read. */
  async retryQuarantined(session: MailSession, folder: KnownFolder): Promise<void> {
    const uids = await this.#parts.ledger.quarantinedBefore(folder, READER);
    if (uids.length > 0) await this.#fetching.fetch(session, folder, uids);
  }

  /** What the ledger lacks of the folder's history, newest first (SCO-3); resumes wherever it was cut. */
  async backfill(session: MailSession, folder: KnownFolder, asHistory: AsHistory): Promise<void> {
    const { observer, ledger } = this.#parts;
    const { id: folderId, epoch } = folder;
    if (folder.through > 0) {
      const listed = await session.uids(folder.path, { to: folder.through });
      const wanted = await this.#inTime(session, folder, listed);
      const todo = await ledger.unaccounted(folder, wanted.toReversed());
      await this.#fetching.fetch(session, folder, todo, asHistory);
    }
    if (asHistory.signal.aborted) return;
    for (const stale of await ledger.staleEpochs(folder)) {
      await this.#observeVanished({ ...folder, epoch: stale }, await ledger.storedFrom(folder, 1, stale));
    }
    await observer.observe({ kind: 'backfilled', folderId, epoch });
  }

  /** ING-4: holds the ledger against every UID of the server, and brings and takes away what they differ by. */
  async compare(session: MailSession, folder: KnownFolder): Promise<Comparison> {
    const { ledger } = this.#parts;
    const { listing, lacking, gone } = await this.#turns.take(folder.id, async () => {
      const found = await session.list(folder.path);
      // Below UIDNEXT only: what has come since is in no list yet, and not gone (S21).
      const before = found.open.uidNext === 0 ? (found.uids.at(-1) ?? 0) + 1 : found.open.uidNext;
      if (found.open.epoch !== folder.epoch) return { listing: found, gone: 0, lacking: [] };
      const { stored, unread } = found.settled ? await ledger.linesOutside(folder, found.uids, before) : NOTHING;
      await this.#observeVanished(folder, stored);
      await this.#observeSkipped(folder, unread, { rule: 'gone-before-read' });
      return { listing: found, gone: stored.length, lacking: await ledger.unaccounted(folder, found.uids) };
    });
    for (const some of chunk(lacking.toReversed(), CHANGES))
      await this.#turns.take(folder.id, () => this.#fetching.fetch(session, folder, some));
    return { listing, differences: lacking.length + gone };
  }

  /** Mail of folders that are there no more, once every other folder had its say: what was renamed lies elsewhere now. */
  async leaveGoneFolders(): Promise<void> {
    for (const { folderId: id, epoch, uids } of await this.#parts.ledger.inGoneFolders())
      await this.#observeVanished({ id, epoch }, uids);
  }

  async #changesSince(
    session: MailSession,
    folder: KnownFolder,
    since: Cursor,
  ): Promise<{ readonly cursor: Cursor; readonly settled: boolean }> {
    const { ledger, intents } = this.#parts;
    const lastUid = await ledger.lastUid(folder);
    const done = await intents.done();
    const skipsAllFlags = performance.now() < (this.#allFlagsFrom.get(folder.id) ?? 0);
    const began = performance.now();
    const changes = await session.changes(folder.path, { epoch: folder.epoch, lastUid, skipsAllFlags, ...since });
    if (changes.by === 'diff' && !skipsAllFlags) {
      const now = performance.now();
      this.#allFlagsFrom.set(folder.id, now + (now - began) * ALL_FLAGS_REST);
    }
    await this.#observeFlags(folder, changes.flags, done);
    await this.#observeVanished(folder, await this.#goneAmong(folder, changes, lastUid), done);
    const fresh = await ledger.unaccounted(folder, aboveOrRecent(changes, lastUid));
    await this.#fetching.fetch(session, folder, fresh);
    // All flags are still to be looked at: not everything was.
    const isPartial = changes.by === 'diff' && skipsAllFlags;
    return { cursor: cursorAt(changes), settled: changes.settled && !isPartial };
  }

  /** Known mail that the server says has vanished, or does not name where it names all. */
  async #goneAmong(folder: KnownFolder, { vanished, present }: Changes, lastUid: number): Promise<number[]> {
    const { ledger } = this.#parts;
    const known = vanished.length === 0 ? [] : await ledger.storedAmong(folder, vanished);
    if (present.from > lastUid) return known;
    const there = new Set(present.uids);
    const unnamed = (await ledger.storedFrom(folder, present.from)).filter((uid) => uid <= lastUid && !there.has(uid));
    return [...new Set([...known, ...unnamed])];
  }

  /** Leaves out, by a named rule, what is older than the start, and the history of folders watched for location only. */
  async #inTime(session: MailSession, folder: KnownFolder, listed: readonly number[]): Promise<readonly number[]> {
    if (folder.watch === 'location') {
      await this.#observeSkipped(folder, listed, { rule: 'location-only' });
      return [];
    }
    const start = startOf(this.#parts.rules.start);
    if (start === undefined) return listed;
    // SEARCH SINCE knows days, not hours (RFC 9051 §6.4.4): the decider judges by INTERNALDATE.
    const recent = new Set(await session.uids(folder.path, { to: folder.through, since: new Date(start) }));
    const older = listed.filter((uid) => !recent.has(uid));
    await this.#observeSkipped(folder, older, { rule: 'before-start', start });
    return listed.filter((uid) => recent.has(uid));
  }

  async #observeSkipped(
    { id: folderId, epoch }: KnownFolder,
    uids: readonly number[],
    by: { readonly rule: SkipRule; readonly start?: string },
  ): Promise<void> {
    for (const ranges of chunk(toRanges(uids), RANGES)) {
      const [first, last] = [ranges[0]?.[0] ?? 0, ranges.at(-1)?.[1] ?? 0];
      const some = uids.filter((uid) => first <= uid && uid <= last);
      await this.#parts.observer.observe({ kind: 'skipped', folderId, epoch, uids: some, ...by });
    }
  }

  async #observeFlags(folder: KnownFolder, flags: Changes['flags'], done: ReadonlySet<string>): Promise<void> {
    if (flags.length === 0) return;
    const { observer, intents } = this.#parts;
    const place = { folderId: folder.id, epoch: folder.epoch, intents: await intents.now(done) };
    for (const some of chunk(flags, CHANGES)) await observer.observe({ kind: 'flags', ...place, flags: some });
  }

  async #observeVanished(
    { id: folderId, epoch }: Pick<KnownFolder, 'id' | 'epoch'>,
    vanished: readonly number[],
    done?: ReadonlySet<string>,
  ): Promise<void> {
    if (vanished.length === 0) return;
    const { observer, intents, copies } = this.#parts;
    this.mayHaveLost = true;
    await copies.leave({ id: folderId, epoch }, vanished);
    const open = await intents.now(done);
    for (const uids of chunk(vanished, CHANGES))
      await observer.observe({ kind: 'vanished', folderId, epoch, uids, intents: open });
  }
}

const NOTHING = { stored: [], unread: [] };

/** Of a list of all, what is below the highest UID known was looked at when it was new. */
const aboveOrRecent = ({ present: { from, uids } }: Changes, lastUid: number): readonly number[] =>
  from > 1 ? uids : uids.filter((uid) => uid > lastUid);

const cursorAt = ({ open: { modseq, uidNext, messages } }: Changes): Cursor => ({
  ...(modseq === undefined ? {} : { modseq }),
  ...(uidNext === 0 ? {} : { counted: { uid: uidNext - 1, messages } }),
});
