import { chunk } from '@mailfold/kernel';
import type { FetchResult, MailSession } from '@mailfold/mail-provider';
import { type MimeReader, READER, type ReadMail } from '@mailfold/mail-mime';
import { startOf } from '../domain/mailbox-rules.ts';
import type { SeenMessage } from '../domain/observation.ts';
import type { KnownFolder, LedgerReader } from './ledger-reader.ts';
import type { Observer } from './observer.ts';
import type { OpenIntents } from './open-intents.ts';
import { OrderedPipeline } from './ordered-pipeline.ts';
import { storeMail, type ReadingParts } from './read-mail.ts';
import { Turns } from './turns.ts';
import { unreadableMail } from './unreadable-mail.ts';

/** Messages in one range fetch: 200 to 500 were fastest. */
const BATCH = 500;
/** The first is small, so that the newest mail is seen at once and everybody behind has something to do. */
const FIRST_BATCH = 50;
/** Batches between the fetch and the append. */
const DEPTH = 2;
/** UIDs in one observation of flags or of vanished mail. */
const CHANGES = 1_000;

export interface FolderSyncParts extends ReadingParts {
  readonly ledger: LedgerReader;
  readonly observer: Observer;
  readonly intents: OpenIntents;
  readonly reader: MimeReader;
  /** Told whenever mail was brought over, and when a round found nothing more to bring. */
  readonly sound: () => Promise<void>;
}

interface Prepared {
  readonly result: FetchResult;
  readonly read: readonly ReadMail[];
}

function* growing(uids: readonly number[]): Generator<readonly number[]> {
  let size = FIRST_BATCH;
  for (let at = 0; at < uids.length; size = Math.min(BATCH, size * 2)) {
    yield uids.slice(at, at + size);
    at += size;
  }
}

/** Brings one folder's ledger to what the server has, over a session that the caller lends. */
export class FolderSync {
  readonly #parts: FolderSyncParts;
  /** What is fetched is told before anybody looks what became of it: else a loss would be heard of too early, and never again. */
  readonly #turns = new Turns();

  constructor(parts: FolderSyncParts) {
    this.#parts = parts;
  }

  /** Flags and vanished mail since the last round, then everything above the highest UID known. */
  async catchUp(session: MailSession, folder: KnownFolder): Promise<void> {
    const { ledger } = this.#parts;
    await this.#turns.take(folder.id, async () => {
      const cursor = await this.#changesSince(session, folder, await ledger.cursor(folder));
      await ledger.keepCursor(folder, cursor);
    });
  }

  /**
   * The same beside the rounds, since a cursor of the caller's own. Only rounds keep one in the ledger: while history is read
   * mail may be on its way of which this look knows nothing.
   * @returns the cursor for the next time
   */
  hear(session: MailSession, folder: KnownFolder, cursor: string | undefined): Promise<string | undefined> {
    return this.#turns.take(folder.id, () => this.#changesSince(session, folder, cursor));
  }

  /** Mail above a UID. @returns the highest UID now known */
  fetchNew(session: MailSession, folder: KnownFolder, above: number): Promise<number> {
    return this.#turns.take(folder.id, () => this.#fetchAbove(session, folder, above));
  }

  async #changesSince(
    session: MailSession,
    folder: KnownFolder,
    modseq: string | undefined,
  ): Promise<string | undefined> {
    const lastUid = await this.#parts.ledger.lastUid(folder);
    const known = { epoch: folder.epoch, lastUid, ...(modseq === undefined ? {} : { modseq }) };
    const done = await this.#parts.intents.done();
    const changes = await session.changes(folder.path, known);
    const vanished =
      changes.uids === undefined ? changes.vanished : await this.#notAmong(folder, new Set(changes.uids));
    await this.#observeChanges(folder, changes.flags, vanished, done);
    await this.#fetchAbove(session, folder, lastUid);
    return changes.open.modseq;
  }

  /** ING-5: what an earlier version of the reader could not read. */
  async retryQuarantined(session: MailSession, folder: KnownFolder): Promise<void> {
    const uids = await this.#parts.ledger.quarantinedBefore(folder, READER);
    if (uids.length > 0) await this.#fetchAll(session, folder, uids);
  }

  async #fetchAbove(session: MailSession, folder: KnownFolder, above: number): Promise<number> {
    const uids = await session.uids(folder.path, { from: above + 1 });
    // `n:*` names the last message even when its UID is below n (RFC 9051 §9, sequence-set).
    const fresh = uids.filter((uid) => uid > above);
    if (fresh.length > 0) await this.#fetchAll(session, folder, fresh);
    return fresh.at(-1) ?? above;
  }

  /** What the ledger lacks of the folder's history, newest first (SCO-3); resumes wherever it was cut. */
  async backfill(session: MailSession, folder: KnownFolder, signal: AbortSignal): Promise<void> {
    const { observer, ledger } = this.#parts;
    const { id: folderId, epoch } = folder;
    if (folder.through > 0) {
      const listed = await session.uids(folder.path, { to: folder.through });
      const wanted = await this.#inTime(session, folder, listed);
      const todo = await ledger.unaccounted(folder, wanted.toReversed());
      await this.#fetchAll(session, folder, todo, signal);
    }
    if (signal.aborted) return;
    for (const stale of await ledger.staleEpochs(folder)) {
      const uids = await ledger.stored(folder, stale);
      await observer.observe({ kind: 'vanished', folderId, epoch: stale, uids, intents: [] });
    }
    await observer.observe({ kind: 'backfilled', folderId, epoch });
  }

  /** Asks once more for what the ledger lacks: mail may have come since the last look, or been withheld then. @returns every UID of the server */
  bring(session: MailSession, folder: KnownFolder): Promise<readonly number[]> {
    return this.#turns.take(folder.id, async () => {
      const listed = await session.uids(folder.path);
      await this.#fetchAll(session, folder, await this.#parts.ledger.unaccounted(folder, listed));
      return listed;
    });
  }

  /** Mail of folders that are there no more, once every other folder had its say: what was renamed lies elsewhere now. */
  async leaveGoneFolders(): Promise<void> {
    const { observer, intents, ledger } = this.#parts;
    for (const { folderId, epoch, uids } of await ledger.inGoneFolders()) {
      const seen = { kind: 'vanished', folderId, epoch, intents: await intents.now() } as const;
      for (const some of chunk(uids, CHANGES)) await observer.observe({ ...seen, uids: some });
    }
  }

  /** Leaves out, by a named rule, what is older than the start, and the history of folders watched for location only. */
  async #inTime(session: MailSession, folder: KnownFolder, listed: readonly number[]): Promise<readonly number[]> {
    const { id: folderId, epoch } = folder;
    const { observer, rules } = this.#parts;
    if (folder.watch === 'location') {
      await observer.observe({ kind: 'skipped', folderId, epoch, uids: listed, rule: 'location-only' });
      return [];
    }
    const start = startOf(rules.start);
    if (start === undefined) return listed;
    // SEARCH SINCE knows days, not hours (RFC 9051 §6.4.4): the decider judges by INTERNALDATE.
    const recent = new Set(await session.uids(folder.path, { to: folder.through, since: new Date(start) }));
    const older = listed.filter((uid) => !recent.has(uid));
    await observer.observe({ kind: 'skipped', folderId, epoch, uids: older, rule: 'before-start', start });
    return listed.filter((uid) => recent.has(uid));
  }

  async #notAmong(folder: KnownFolder, present: ReadonlySet<number>): Promise<number[]> {
    const stored = await this.#parts.ledger.stored(folder, folder.epoch);
    return stored.filter((uid) => !present.has(uid));
  }

  async #observeChanges(
    folder: KnownFolder,
    flags: readonly { readonly uid: number; readonly flags: SeenMessage['flags'] }[],
    vanished: readonly number[],
    done: ReadonlySet<string>,
  ): Promise<void> {
    if (flags.length === 0 && vanished.length === 0) return;
    const { observer } = this.#parts;
    const place = { folderId: folder.id, epoch: folder.epoch, intents: await this.#parts.intents.now(done) };
    for (const some of chunk(flags, CHANGES)) await observer.observe({ kind: 'flags', ...place, flags: some });
    for (const uids of chunk(vanished, CHANGES)) await observer.observe({ kind: 'vanished', ...place, uids });
  }

  async #fetchAll(
    session: MailSession,
    folder: KnownFolder,
    uids: readonly number[],
    signal?: AbortSignal,
  ): Promise<void> {
    const pipeline = new OrderedPipeline<FetchResult, Prepared>({
      depth: DEPTH,
      prepare: async (result) => ({
        result,
        read: await this.#parts.reader.read(result.messages.map((one) => one.raw)),
      }),
      finish: ({ result, read }) => this.#take(session, folder, result, read),
    });
    if (uids.length > FIRST_BATCH) this.#parts.reader.prepare();
    const todo = [...growing(uids)];
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      if (signal?.aborted === true) break;
      const result = await session.fetch(
        folder.path,
        next.toSorted((a, b) => a - b),
        folder.epoch,
      );
      if (result.later.length > 0) todo.unshift([...result.later]);
      await pipeline.put(result);
    }
    await pipeline.finished();
  }

  async #take(
    session: MailSession,
    folder: KnownFolder,
    result: FetchResult,
    read: readonly ReadMail[],
  ): Promise<void> {
    const { intents, observer } = this.#parts;
    const [stored, unreadable, open] = await Promise.all([
      storeMail(this.#parts, result.messages, read),
      unreadableMail(this.#parts, result),
      intents.now(),
    ]);
    const messages = [...stored, ...unreadable];
    const place = { folderId: folder.id, epoch: folder.epoch };
    if (messages.length > 0) {
      await observer.observe({ kind: 'messages', ...place, messages, intents: open });
      await this.#parts.sound();
    }
    await this.#explainMissing(session, folder, result.missing);
  }

  /** S4, S7, S26: gone between the list and the fetch, or named by the server and not given. */
  async #explainMissing(session: MailSession, folder: KnownFolder, missing: readonly number[]): Promise<void> {
    const [first] = missing;
    if (first === undefined) return;
    const { observer } = this.#parts;
    const place = { folderId: folder.id, epoch: folder.epoch };
    const there = new Set(await session.uids(folder.path, { from: first, to: Math.max(...missing) }));
    const gone = missing.filter((uid) => !there.has(uid));
    const withheld = missing.filter((uid) => there.has(uid));
    if (gone.length > 0) await observer.observe({ kind: 'skipped', ...place, uids: gone, rule: 'gone-before-read' });
    if (withheld.length > 0) {
      const reason = 'The server lists it and leaves it out of its answers to FETCH.';
      await observer.observe({ kind: 'missing', ...place, uids: withheld, reason });
    }
  }
}
