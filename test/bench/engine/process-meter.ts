import { type ProcessUse, processTree } from './process-tree.ts';

const SAMPLE_MS = 100;
const MEBIBYTE = 2 ** 20;

/** CPU seconds of an engine, by kind of process. */
export interface CpuUse {
  readonly main: number;
  /** The processes that read mail. */
  readonly readers: number;
  readonly postgres: number;
}

/** Watches what the processes of an engine use, from its start on. */
export class ProcessMeter {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  #peakBytes = 0;
  #readerSeconds = new Map<number, number>();

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
    this.#sample();
  }

  /** The most that our Node processes together had resident at one moment. */
  get peakMebibytes(): number {
    return this.#peakBytes / MEBIBYTE;
  }

  /** What they have resident now. */
  get mebibytes(): number {
    return bytesOf(this.#nodes(this.#sample())) / MEBIBYTE;
  }

  cpu(): CpuUse {
    const tree = this.#sample();
    const main = tree.find(({ pid }) => pid === this.#pid);
    const postgres = tree.filter(({ name }) => name === 'postgres');
    const readers = [...this.#readerSeconds.values()].reduce((sum, seconds) => sum + seconds, 0);
    const ofPostgres = postgres.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    // A reader that has ended counts as its parent's time too.
    const ended = [...this.#readerSeconds].filter(([pid]) => !tree.some((one) => one.pid === pid));
    const endedSeconds = ended.reduce((sum, [, seconds]) => sum + seconds, 0);
    return { main: (main?.cpuSeconds ?? 0) - endedSeconds, readers, postgres: ofPostgres };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sample(): readonly ProcessUse[] {
    const tree = processTree(this.#pid);
    const nodes = this.#nodes(tree);
    this.#peakBytes = Math.max(this.#peakBytes, bytesOf(nodes));
    for (const { pid, cpuSeconds } of nodes) if (pid !== this.#pid) this.#readerSeconds.set(pid, cpuSeconds);
    return tree;
  }

  #nodes(tree: readonly ProcessUse[]): readonly ProcessUse[] {
    return tree.filter(({ name }) => name !== 'postgres');
  }
}

const bytesOf = (processes: readonly ProcessUse[]): number =>
  processes.reduce((sum, { rssBytes }) => sum + rssBytes, 0);
