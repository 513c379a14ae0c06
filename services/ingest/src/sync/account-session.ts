import type { Clock } from '@mailfold/kernel';
import type { MailSession, ProviderFolder } from '@mailfold/mail-provider';
import type { Bell } from './bell.ts';
import { FolderSync, type FolderSyncParts } from './folder-sync.ts';
import type { KnownFolder } from './ledger-reader.ts';
import { watchLive } from './live-watch.ts';

export interface SessionParts extends FolderSyncParts {
  readonly clock: Clock;
  readonly connect: () => Promise<MailSession>;
  /** Rung when a round is wanted now. */
  readonly bell: Bell;
  /** How long between rounds through all folders. */
  readonly roundMs: number;
  /** How long between proofs of completeness. */
  readonly proveMs: number;
}

/** The order in which people miss their mail. */
const FIRST = ['inbox', 'sent', 'none', 'archive', 'drafts', 'all', 'trash', 'junk', 'flagged'];
/** Watched by IDLE; the other folders are looked at in rounds. */
const WATCHED: ReadonlySet<string> = new Set(['inbox', 'sent']);

/** One connected stretch of an account's life: discover, go live, backfill, then rounds for ever. Rejects when a connection ends. */
export const runSession = async (parts: SessionParts, signal: AbortSignal): Promise<void> => {
  const ended = new AbortController();
  const within = AbortSignal.any([signal, ended.signal]);
  await using session = await parts.connect();
  const sync = new FolderSync(parts);
  await look(session, sync, parts);
  const watched = (await parts.ledger.folders()).filter((folder) => WATCHED.has(folder.role));
  const lives = watched.map((folder) => live(parts, sync, folder, within));
  try {
    await Promise.all([work(session, sync, parts, within), ...lives]);
  } finally {
    ended.abort();
    await Promise.allSettled(lives);
  }
};

const live = async (parts: SessionParts, sync: FolderSync, folder: KnownFolder, signal: AbortSignal): Promise<void> => {
  await using session = await parts.connect();
  await watchLive(session, folder, { sync, ledger: parts.ledger, onVanished: () => parts.bell.ring() }, signal);
};

const work = async (
  session: MailSession,
  sync: FolderSync,
  parts: SessionParts,
  signal: AbortSignal,
): Promise<void> => {
  for (const folder of await parts.ledger.folders()) await sync.retryQuarantined(session, folder);
  await backfillAll(session, sync, parts, signal);
  let provedAt = 0;
  while (!signal.aborted) {
    const began = parts.clock.now().toISOString();
    const renumbered = await look(session, sync, parts);
    if (renumbered) {
      await backfillAll(session, sync, parts, signal);
      provedAt = 0;
    }
    await sync.leaveGoneFolders();
    if (await parts.ledger.hasLost()) await parts.observer.observe({ kind: 'looked-everywhere', before: began });
    await parts.sound();
    if (parts.clock.now().getTime() - provedAt >= parts.proveMs && !signal.aborted) {
      await prove(session, sync, parts);
      provedAt = parts.clock.now().getTime();
    }
    await parts.bell.wait(parts.roundMs, signal);
  }
};

/** Lists all folders and catches up those that changed. @returns whether some folder waits for its backfill */
const look = async (session: MailSession, sync: FolderSync, parts: SessionParts): Promise<boolean> => {
  const listed = (await session.folders()).filter((folder) => folder.selectable);
  await parts.observer.observe({ kind: 'folders', folders: listed });
  const folders = await parts.ledger.folders();
  for (const folder of folders) {
    const seen = listed.find((one) => one.path === folder.path);
    if (seen === undefined) continue;
    if (!folder.backfilled) await keepBeginning(parts, folder, seen);
    else if (await hasChanged(parts, folder, seen)) await sync.catchUp(session, folder);
  }
  return folders.some((folder) => !folder.backfilled);
};

/** What is read as history has its flags from now or later: afterwards only changes since now need a look. */
const keepBeginning = async ({ ledger }: SessionParts, folder: KnownFolder, seen: ProviderFolder): Promise<void> => {
  if (seen.modseq !== undefined && (await ledger.cursor(folder)) === undefined)
    await ledger.keepCursor(folder, seen.modseq);
};

const hasChanged = async ({ ledger }: SessionParts, folder: KnownFolder, seen: ProviderFolder): Promise<boolean> => {
  const cursor = await ledger.cursor(folder);
  if (cursor !== undefined && seen.modseq !== undefined && cursor === seen.modseq) return false;
  return true;
};

const backfillAll = async (
  session: MailSession,
  sync: FolderSync,
  parts: SessionParts,
  signal: AbortSignal,
): Promise<void> => {
  const waiting = (await parts.ledger.folders()).filter((folder) => !folder.backfilled);
  const rank = (folder: KnownFolder): number => FIRST.indexOf(folder.role);
  for (const folder of waiting.toSorted((a, b) => rank(a) - rank(b))) {
    if (signal.aborted) return;
    await sync.backfill(session, folder, signal);
    if (!signal.aborted) await sync.catchUp(session, folder);
  }
};

/** Mail comes and goes while folders are listed; what is missing each time is. */
const LISTINGS = 3;

/** ING-4: the server lists every UID, and the ledger must account for each. */
const prove = async (session: MailSession, sync: FolderSync, { ledger, observer }: SessionParts): Promise<void> => {
  const listed = new Map<KnownFolder, readonly number[]>();
  for (const folder of await ledger.folders()) listed.set(folder, await session.uids(folder.path));
  for (let nth = 1; nth < LISTINGS; nth += 1) {
    const todo = await lacking(ledger, listed);
    if (todo.length === 0) break;
    for (const folder of todo) listed.set(folder, await sync.bring(session, folder));
  }
  const folders = [...listed].map(([{ id: folderId, epoch }, uids]) => ({ folderId, epoch, uids }));
  await observer.observe({ kind: 'listed', folders });
};

/** The folders of which the ledger does not account for each UID. */
const lacking = async (
  ledger: SessionParts['ledger'],
  listed: ReadonlyMap<KnownFolder, readonly number[]>,
): Promise<readonly KnownFolder[]> => {
  const found: KnownFolder[] = [];
  for (const [folder, uids] of listed) {
    if (folder.backfilled && (await ledger.unaccounted(folder, uids)).length > 0) found.push(folder);
  }
  return found;
};
