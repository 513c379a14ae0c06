import { isMailfoldError, pause } from '@mailfold/kernel';
import { Connections } from './connections.ts';
import type { SessionParts } from './session-parts.ts';
import type { FolderSync } from './folder-sync.ts';
import type { KnownFolder } from './ledger-reader.ts';
import { watchLive } from './live-watch.ts';

/** After the server ended a watch (S16), before the next; and the longest of these rests when it does so again and again. */
const AGAIN_MS = 500;
const MOST_AGAIN_MS = 60_000;
/** A watch that lived so long was a good one. */
const GOOD_MS = 30_000;

interface Watch {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  isLive: boolean;
}

/**
 * The folders that are watched by IDLE, each on a connection of its own, so that a backfill is never in its way. Where there
 * are not connections enough, those left are looked at in rounds, and tried again later.
 */
export class Watches {
  readonly #parts: SessionParts;
  readonly #sync: FolderSync;
  readonly #connections: Connections;
  readonly #watches = new Map<string, Watch>();
  readonly #failed = Promise.withResolvers<never>();
  readonly #paths = new Map<string, string>();

  constructor(parts: SessionParts, sync: FolderSync) {
    this.#parts = parts;
    this.#sync = sync;
    const { throttledMs: restMs, mostThrottledMs: mostRestMs } = parts.pace;
    this.#connections = new Connections({ connect: parts.connect, most: parts.connections - 1, restMs, mostRestMs });
    this.#failed.promise.catch(() => undefined);
  }

  /** Rejects when a watch ends for a reason that concerns the account. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  /** Whether news of the folder come by IDLE, or are about to. */
  covers(path: string): boolean {
    return this.#watches.get(this.#paths.get(path) ?? '')?.isLive === true;
  }

  /** Begins to watch those that are new, in this order, and leaves those that are not among them. */
  follow(folders: readonly KnownFolder[]): void {
    const wanted = new Map(folders.map((folder) => [`${folder.id} ${folder.epoch} ${folder.path}`, folder]));
    for (const [key, { stop }] of this.#watches) {
      if (wanted.has(key)) continue;
      stop.abort();
      this.#watches.delete(key);
    }
    for (const [key, folder] of wanted) if (!this.#watches.has(key)) this.#begin(key, folder);
  }

  async stop(): Promise<void> {
    const watches = [...this.#watches.values()];
    for (const { stop } of watches) stop.abort();
    await Promise.allSettled(watches.map(({ ended }) => ended));
  }

  #begin(key: string, folder: KnownFolder): void {
    const stop = new AbortController();
    const watch: Watch = { stop, isLive: true, ended: Promise.resolve() };
    this.#paths.set(folder.path, key);
    const ended = this.#keep(folder, watch, stop.signal)
      .catch((error: unknown) => this.#failed.reject(error))
      .finally(() => {
        if (this.#watches.get(key) === watch) this.#watches.delete(key);
      });
    this.#watches.set(key, Object.assign(watch, { ended }));
  }

  /** Watches until it is stopped, whatever ends its connection meanwhile. */
  async #keep(folder: KnownFolder, watch: Watch, signal: AbortSignal): Promise<void> {
    let rest = AGAIN_MS;
    while (!signal.aborted) {
      const began = performance.now();
      const had = await this.#once(folder, watch, signal);
      const wasLive = watch.isLive;
      watch.isLive = false;
      if (signal.aborted || had === 'over') return;
      // What happened meanwhile is found by a round (S15, S16); from now on somebody else looks.
      if (wasLive) this.#parts.bell.ring();
      rest = performance.now() - began > GOOD_MS ? AGAIN_MS : Math.min(MOST_AGAIN_MS, rest * 2);
      await pause(had === 'none' ? Math.max(rest, this.#connections.waitMs) : rest, signal);
    }
  }

  /** `none`: no connection was to be had. `over`: the folder is there no more. */
  async #once(folder: KnownFolder, watch: Watch, signal: AbortSignal): Promise<'ended' | 'none' | 'over'> {
    const { bell, ledger } = this.#parts;
    try {
      const had = await this.#connections.use((session) => {
        watch.isLive = true;
        const heard = { sync: this.#sync, ledger, onVanished: () => bell.ring() };
        return watchLive(session, folder, heard, signal);
      });
      return had ? 'ended' : 'none';
    } catch (error) {
      if (signal.aborted || isMailfoldError(error, 'mail-provider/unreachable')) return 'ended';
      if (isAboutFolder(error)) {
        bell.ring();
        return 'over';
      }
      throw error;
    }
  }
}

/** Rounds see to it that it is parked, read anew or gone. */
const isAboutFolder = (error: unknown): boolean =>
  ['gone', 'cursor-lost', 'rejected', 'unsupported'].some((fault) => isMailfoldError(error, `mail-provider/${fault}`));
