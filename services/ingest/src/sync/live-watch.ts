import type { MailSession, WatchEvent } from '@mailfold/mail-provider';
import type { FolderSync } from './folder-sync.ts';
import type { KnownFolder, LedgerReader } from './ledger-reader.ts';

export interface LiveWatchParts {
  readonly sync: FolderSync;
  readonly ledger: LedgerReader;
  /** Something left the folder: look where it went. */
  readonly onVanished: () => void;
}

/**
 * New mail of one folder as it comes (ING-2): IDLE on a connection of its own, so that a backfill is never in its way.
 * Ends when the signal aborts, or rejects when the connection ends.
 */
export const watchLive = async (
  session: MailSession,
  folder: KnownFolder,
  { sync, ledger, onVanished }: LiveWatchParts,
  signal: AbortSignal,
): Promise<void> => {
  let lastUid = await ledger.lastUid(folder);
  let cursor = await ledger.cursor(folder);
  while (!signal.aborted) {
    lastUid = await sync.fetchNew(session, folder, lastUid);
    const heard = await nextEvents(session, folder.path, signal);
    if (heard.some((event) => event.kind === 'flags' || event.kind === 'expunged'))
      cursor = await sync.hear(session, folder, cursor);
    if (heard.some((event) => event.kind === 'expunged')) onVanished();
  }
};

/** IDLEs until the server says something, or the caller has enough. */
export const nextEvents = async (
  session: MailSession,
  path: string,
  signal: AbortSignal,
): Promise<readonly WatchEvent[]> => {
  const heard: WatchEvent[] = [];
  const enough = new AbortController();
  const onEvent = (event: WatchEvent): void => {
    heard.push(event);
    enough.abort();
  };
  await session.watch(path, onEvent, AbortSignal.any([signal, enough.signal]));
  const closed = heard.find((event) => event.kind === 'closed');
  if (closed?.kind === 'closed' && !signal.aborted) {
    throw closed.error ?? new Error('the connection that watches the folder ended');
  }
  return heard;
};
