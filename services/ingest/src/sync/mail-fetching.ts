import type { FetchResult, MailSession } from '@mailfold/mail-provider';
import type { MimeReader, ReadMail } from '@mailfold/mail-mime';
import type { Copies } from './copies.ts';
import type { DailyBytes } from './daily-bytes.ts';
import type { FairShare } from './fair-share.ts';
import type { KnownFolder, LedgerReader } from './ledger-reader.ts';
import type { Observer } from './observer.ts';
import type { OpenIntents } from './open-intents.ts';
import { OrderedPipeline } from './ordered-pipeline.ts';
import { storeMail, type ReadingParts } from './read-mail.ts';
import { unreadableMail } from './unreadable-mail.ts';
import type { Withheld } from './withheld.ts';

/** Messages in one range fetch: 200 to 500 were fastest. */
const BATCH = 500;
/** The first is small, so that the newest mail is seen at once and everybody behind has something to do. */
const FIRST_BATCH = 50;
/** Batches between the fetch and the append. */
const DEPTH = 2;
/** A provider that takes longer over a batch gives its turn to others meanwhile: who is slow holds up nobody. */
const SLOW_MS = 5_000;

export interface FetchingParts extends ReadingParts {
  readonly ledger: LedgerReader;
  readonly observer: Observer;
  readonly intents: OpenIntents;
  readonly reader: MimeReader;
  readonly withheld: Withheld;
  readonly copies: Copies;
  /** Shared by all accounts of the process. */
  readonly share: FairShare;
  readonly bytes: DailyBytes;
  /** Told whenever mail was brought over, and when a round found nothing more to bring. */
  readonly sound: () => Promise<void>;
  /** Told when what was proved holds no longer (ING-4): prove again, soon. */
  readonly doubt: () => void;
}

/** History waits for its turn among the accounts and for the day's bytes; new mail does not. */
export interface AsHistory {
  readonly signal: AbortSignal;
}

interface Prepared {
  readonly result: FetchResult;
  readonly read: readonly ReadMail[];
}

interface Place {
  readonly session: MailSession;
  readonly folder: KnownFolder;
}

function* growing(uids: readonly number[]): Generator<readonly number[]> {
  let size = FIRST_BATCH;
  for (let at = 0; at < uids.length; size = Math.min(BATCH, size * 2)) {
    yield uids.slice(at, at + size);
    at += size;
  }
}

/** From UIDs to what was observed: fetched in ranges, read in a child process, stored with one flush, told in order. */
export class MailFetching {
  readonly #parts: FetchingParts;

  constructor(parts: FetchingParts) {
    this.#parts = parts;
  }

  /** @param uids in the order in which they are wanted */
  async fetch(
    session: MailSession,
    folder: KnownFolder,
    uids: readonly number[],
    asHistory?: AsHistory,
  ): Promise<void> {
    const place = { session, folder };
    const pipeline = new OrderedPipeline<FetchResult, Prepared>({
      depth: DEPTH,
      prepare: async (result) => ({
        result,
        read: await this.#parts.reader.read(result.messages.map((one) => one.raw)),
      }),
      finish: ({ result, read }) => this.#take(place, result, read),
    });
    if (uids.length > FIRST_BATCH) this.#parts.reader.prepare();
    const todo = [...growing(uids)];
    try {
      for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
        if (asHistory?.signal.aborted === true) break;
        const later = await this.#bring(place, next, pipeline, asHistory);
        if (later.length > 0) todo.unshift(later);
      }
    } finally {
      await pipeline.finished();
    }
  }

  /** One batch. @returns what did not fit into it */
  async #bring(
    { session, folder }: Place,
    uids: readonly number[],
    pipeline: OrderedPipeline<FetchResult, Prepared>,
    asHistory: AsHistory | undefined,
  ): Promise<readonly number[]> {
    const { accountId, bytes, share } = this.#parts;
    if (asHistory !== undefined) await bytes.leftForHistory(asHistory.signal);
    const giveBack = asHistory === undefined ? () => undefined : await share.take(accountId);
    if (asHistory?.signal.aborted === true) {
      giveBack();
      return [];
    }
    const slow = setTimeout(giveBack, SLOW_MS);
    try {
      const before = session.received;
      const ascending = uids.toSorted((a, b) => a - b);
      const result = await session.fetch(folder.path, ascending, folder.epoch);
      bytes.spent(session.received - before);
      await pipeline.put(result, giveBack);
      return result.later;
    } catch (error) {
      giveBack();
      throw error;
    } finally {
      clearTimeout(slow);
    }
  }

  async #take(place: Place, result: FetchResult, read: readonly ReadMail[]): Promise<void> {
    const { folder } = place;
    const { intents, observer, withheld } = this.#parts;
    const [stored, unreadable, open] = await Promise.all([
      storeMail(this.#parts, folder, result.messages, read),
      unreadableMail(this.#parts, result),
      intents.now(),
    ]);
    const messages = [...stored, ...unreadable];
    if (messages.length > 0) {
      const at = { folderId: folder.id, epoch: folder.epoch };
      await observer.observe({ kind: 'messages', ...at, messages, intents: open });
      withheld.forget(
        folder.id,
        messages.map(({ uid }) => uid),
      );
      await this.#parts.sound();
    }
    await this.#explainMissing(place, result.missing);
  }

  /** S4, S7, S26: gone between the list and the fetch, or named by the server and not given. */
  async #explainMissing({ session, folder }: Place, absent: readonly number[]): Promise<void> {
    if (absent.length === 0) return;
    const { observer, withheld } = this.#parts;
    const at = { folderId: folder.id, epoch: folder.epoch };
    const { uids, settled } = await session.list(folder.path);
    const there = new Set(settled ? uids : absent);
    const gone = absent.filter((uid) => !there.has(uid));
    withheld.forget(folder.id, gone);
    if (gone.length > 0) await observer.observe({ kind: 'skipped', ...at, uids: gone, rule: 'gone-before-read' });
    const missing = withheld.note(
      folder.id,
      absent.filter((uid) => there.has(uid)),
    );
    if (missing.length === 0) return;
    const reason = 'The server lists it and leaves it out of its answers to FETCH.';
    const facts = await observer.observe({ kind: 'missing', ...at, uids: missing, reason });
    if (facts > 0) this.#parts.doubt();
  }
}
