import type { MailSession, ProviderFolder } from '@mailfold/mail-provider';
import type { FolderSync } from './folder-sync.ts';
import type { LedgerReader } from './ledger-reader.ts';

type Listed = ReadonlyMap<string, ProviderFolder>;

/**
 * Folders out of scope, where mail that left the others may lie now: scope governs entry, so that mail is kept (SCO-1, ING-7). What
 * came there since nothing was lost is looked through, and only when something is.
 */
export class Elsewhere {
  readonly #session: MailSession;
  readonly #sync: FolderSync;
  readonly #ledger: LedgerReader;
  readonly #looked = new Map<string, number>();

  constructor(session: MailSession, sync: FolderSync, ledger: LedgerReader) {
    this.#session = session;
    this.#sync = sync;
    this.#ledger = ledger;
  }

  /** @param listed the folders as they were before the others were looked through */
  async look(listed: Listed): Promise<void> {
    for (const folder of await this.#ledger.unwatched()) {
      const seen = listed.get(folder.path);
      const above = await this.#ledger.lookedThrough(folder);
      if (seen?.epoch !== folder.epoch || above === undefined || seen.uidNext <= above + 1) continue;
      await this.#sync.fetchNew(this.#session, folder, above);
    }
  }

  /** Nothing is lost: what lies in these folders by now is no mail of ours. */
  async pass(listed: Listed): Promise<void> {
    const isNews = ({ path, uidNext }: ProviderFolder): boolean => uidNext > 0 && this.#looked.get(path) !== uidNext;
    const news = [...listed.values()].filter(isNews);
    if (news.length === 0) return;
    const unwatched = new Map((await this.#ledger.unwatched()).map((folder) => [folder.path, folder]));
    for (const { path, epoch, uidNext } of news) {
      const folder = unwatched.get(path);
      if (folder?.epoch === epoch) await this.#ledger.keepLookedThrough(folder, uidNext - 1);
      this.#looked.set(path, uidNext);
    }
  }
}
