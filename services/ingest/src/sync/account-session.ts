import type { MailSession } from '@mailfold/mail-provider';
import { Bell } from './bell.ts';
import type { FolderSync } from './folder-sync.ts';
import type { KnownFolder } from './ledger-reader.ts';
import { nextEvents } from './live-watch.ts';
import { prove } from './proof.ts';
import { type Round, Rounds } from './rounds.ts';
import type { SessionParts } from './session-parts.ts';
import { Watches } from './watches.ts';

/** The order in which people miss their mail. */
const FIRST = ['inbox', 'sent', 'none', 'archive', 'drafts', 'all', 'trash', 'junk', 'flagged'];
/** Where the server tells of every folder by itself, rounds are for what it forgot. */
const ROUNDS_WHEN_TOLD = 4;

interface Desk {
  readonly session: MailSession;
  readonly sync: FolderSync;
  readonly parts: SessionParts;
  readonly rounds: Rounds;
  readonly watches: Watches;
  /** Rung when some folder's history waits to be read. */
  readonly history: Bell;
}

/** One connected stretch of an account's life: rounds for ever, history beside them, and live watches. Rejects when the connection ends. */
export const runSession = async (sync: FolderSync, parts: SessionParts, signal: AbortSignal): Promise<void> => {
  const ended = new AbortController();
  const within = AbortSignal.any([signal, ended.signal]);
  await using session = await parts.connect();
  const watches = new Watches(parts, sync);
  const rounds = new Rounds(session, sync, parts);
  const desk: Desk = { session, sync, parts, rounds, watches, history: new Bell() };
  const work = [makeRounds(desk, within), readHistory(desk, within)];
  try {
    await Promise.race([Promise.all(work), watches.failed]);
  } finally {
    ended.abort();
    parts.bell.ring();
    await Promise.allSettled([...work, watches.stop()]);
  }
};

const makeRounds = async (desk: Desk, signal: AbortSignal): Promise<void> => {
  const { session, parts, rounds, watches, history } = desk;
  let restMs = parts.pace.roundMs;
  for (let nth = 0; !signal.aborted; nth += 1) {
    const round = await rounds.make();
    if (signal.aborted) return;
    watches.follow(watchedOf(session, round.folders));
    if (nth === 0) {
      for (const folder of round.folders) await desk.sync.retryQuarantined(session, folder);
      const onChange = (path: string): void => {
        if (!watches.covers(path)) parts.bell.ring();
      };
      if (await session.notify(onChange)) restMs *= ROUNDS_WHEN_TOLD;
    }
    if (round.waits) history.ring();
    // With history to bring, only mail that was brought shows that all is well.
    else await parts.sound();
    await proveWhenDue(desk, round);
    await rest(desk, round, Math.min(restMs, parts.withheld.restMs), signal);
  }
};

/** Inbox and sent always; at Gmail also All Mail, where labelled and archived mail comes in. */
const watchedOf = ({ capabilities }: MailSession, folders: readonly KnownFolder[]): KnownFolder[] => {
  const roles = capabilities.has('gmail') ? ['inbox', 'sent', 'all'] : ['inbox', 'sent'];
  return roles.flatMap((role) => folders.filter((folder) => folder.role === role));
};

const proveWhenDue = async ({ session, sync, parts, rounds }: Desk, round: Round): Promise<void> => {
  const { proof } = parts;
  if (performance.now() < proof.dueAt && (round.waits || !proof.isWanted)) return;
  proof.isWanted = false;
  const isWhole = await prove({ ...parts, session, sync, guard: rounds.guard });
  // What does not add up is looked at again soon, and less and less often.
  const { roundMs, proveMs } = parts.pace;
  proof.dueAt = performance.now() + (isWhole ? proveMs : proof.againMs);
  proof.againMs = isWhole ? roundMs : Math.min(proveMs, proof.againMs * 2);
};

/** Until the next round. An inbox for which there was no connection of its own is watched meanwhile, by this one (S17). */
const rest = async (desk: Desk, { folders }: Round, restMs: number, signal: AbortSignal): Promise<void> => {
  const { session, parts, watches } = desk;
  const enough = new AbortController();
  const inbox = folders.find(({ role, path }) => role === 'inbox' && !watches.covers(path));
  const isFree = !folders.some((folder) => !folder.backfilled);
  const watching =
    inbox === undefined || !isFree
      ? undefined
      : nextEvents(session, inbox.path, AbortSignal.any([signal, enough.signal])).then((heard) => {
          if (heard.length > 0) parts.bell.ring();
        });
  // Thrown below, once the rest is over.
  watching?.catch(() => parts.bell.ring());
  await parts.bell.wait(restMs, signal);
  enough.abort();
  await watching;
};

/** Folder by folder, while rounds go on over the same connection: batches and rounds take turns there. */
const readHistory = async ({ session, sync, parts, rounds, history }: Desk, signal: AbortSignal): Promise<void> => {
  const rank = (folder: KnownFolder): number => FIRST.indexOf(folder.role);
  for (;;) {
    await history.wait(Infinity, signal);
    const waiting = (await parts.ledger.folders()).filter((folder) => !folder.backfilled);
    for (const folder of waiting.toSorted((a, b) => rank(a) - rank(b))) {
      if (signal.aborted) return;
      await rounds.guard.tries(folder, () => sync.backfill(session, folder, { signal }));
      if (signal.aborted) return;
      rounds.forget(folder);
      parts.doubt();
      parts.bell.ring();
    }
    if (signal.aborted) return;
  }
};
