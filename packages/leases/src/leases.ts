/** Something of which only one process at a time may be in charge, such as an account. */
export interface Wanted {
  readonly resource: string;
  /** Its work is begun anew whenever this has grown. */
  readonly version?: number;
}

/**
 * Number of a lease: whoever has the resource next gets a higher one, so that what a holder writes after it has lost the
 * lease without knowing can be told from what its successor writes. Undefined where there is one process only.
 */
export type Fence = number | undefined;

/** What is done for a resource while its lease is held. */
export interface Work {
  /** Resolves when nothing more is done. */
  stop(): Promise<void>;
  /** A word for it, from whatever process; none comes after `stop`. */
  told?(word: string): void;
}

export interface ShareOptions {
  /** The kind of work; the holders of different kinds know nothing of each other. */
  readonly pool: string;
  /** Everything that there is to hold now, in any process. */
  readonly wanted: () => Promise<readonly Wanted[]>;
  readonly begin: (wanted: Wanted, fence: Fence) => Promise<Work>;
}

/** The part of a pool that this process has, kept up to date until it is stopped. */
export interface Share {
  /** What is wanted has changed: looked at here and in the other processes. Resolves when what was begun or ended here is so. */
  look(): Promise<void>;
  /** For the work of the resource, wherever it is held; lost where nobody holds it. */
  tell(resource: string, word: string): Promise<void>;
  /** Held here now. */
  readonly resources: readonly string[];
  /** Ends all work, then lets the others have it. */
  stop(): Promise<void>;
}

/** Who is in charge of what: one holder at a time. */
export interface Leases {
  share(options: ShareOptions): Promise<Share>;
}
