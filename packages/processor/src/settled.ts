import { setTimeout as pause } from 'node:timers/promises';
import type { Progress } from './processor-host.ts';

export interface SettledOptions {
  /** The store's. */
  readonly head: () => Promise<number>;
  /** Every processor that has to be done. */
  readonly progress: () => readonly Progress[] | Promise<readonly Progress[]>;
  /** False while somebody is about to append without being asked, such as a sync that is under way. */
  readonly idle?: () => boolean | Promise<boolean>;
  /** Between two looks, in milliseconds; default 20. */
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Resolves with the head when every processor stands at it, twice with the same head: between the two looks nobody had
 * anything more to say. Rejects when the signal aborts.
 */
export const settled = async (options: SettledOptions): Promise<number> => {
  const { head, progress, idle = () => true, everyMs = 20, signal } = options;
  let before: number | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const at = await head();
    const quiet = (await idle()) && (await progress()).every(({ position }) => position >= at);
    if (quiet && before === at) return at;
    before = quiet ? at : undefined;
    await pause(everyMs, undefined, signal === undefined ? {} : { signal });
  }
};
