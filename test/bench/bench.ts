/** What one bench found; with `--json` this is the line it prints. */
export interface BenchResult {
  readonly bench: string;
  readonly unit: string;
  /** Median over the runs. */
  readonly ours: number;
  /** Median of the peer, in the same unit; null where there is nobody to compare with. */
  readonly peer: number | null;
  /** Median of the ratios of each pair of runs; without a peer, the goal's share of what was found. */
  readonly ratio: number;
  /** What `ratio` has to reach. */
  readonly goal: number;
  readonly runs: number;
}

/** A line of a bench's table: what was measured, and what was found. */
export type Line = readonly [what: string, found: string];

export interface BenchReport {
  readonly result: BenchResult;
  readonly lines: readonly Line[];
}

export interface BenchOptions {
  /** Pairs of runs; undefined: as many as the bench wants. */
  readonly pairs: number | undefined;
  /** How much work a run does, in the bench's own unit; undefined: as much as the bench wants. */
  readonly size: number | undefined;
  /** Folder for CPU profiles of our processes; undefined: none are taken. */
  readonly profile: string | undefined;
  /** Tells the person who waits what is going on. */
  readonly say: (line: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<BenchReport>;
