import type { Fence, Wanted } from './leases.ts';

/** What came of asking for a share. */
export interface Claimed {
  /** Held by this process, each with the fence of its lease: theirs is the work. */
  readonly mine: ReadonlyMap<string, Fence>;
  /** Of these, what is to be given up when its work has ended. */
  readonly surplus: ReadonlySet<string>;
}

/** How a share is come by. */
export interface Claims {
  /** Renews what is held, and claims what is free and fair. */
  claim(wanted: readonly Wanted[]): Promise<Claimed>;
  /** After its work has ended. */
  release(resources: readonly string[]): Promise<void>;
  /** For the other processes. */
  announce(word: Word): Promise<void>;
  /** Gives up everything. */
  leave(): Promise<void>;
}

/** `look`: what is wanted or held has changed. */
export type Word =
  | { readonly kind: 'look' }
  | { readonly kind: 'tell'; readonly resource: string; readonly word: string };
