import { EmbeddedCluster } from '../embedded/embedded-cluster.ts';

/** A cluster for tests to kill, which tells when it is back. */
export class KillableCluster implements AsyncDisposable {
  readonly lines: readonly string[];
  readonly #cluster: EmbeddedCluster;
  readonly #waiting: Set<() => void>;

  private constructor(cluster: EmbeddedCluster, lines: readonly string[], waiting: Set<() => void>) {
    this.#cluster = cluster;
    this.#waiting = waiting;
    this.lines = lines;
  }

  static async start(dataDir: string): Promise<KillableCluster> {
    const lines: string[] = [];
    const waiting = new Set<() => void>();
    const log = (line: string): void => {
      lines.push(line);
      if (!line.includes('runs again')) return;
      for (const go of waiting) go();
      waiting.clear();
    };
    return new KillableCluster(await EmbeddedCluster.start({ dataDir, log }), lines, waiting);
  }

  get url(): string {
    return this.#cluster.url;
  }

  /** `kill -9`; resolves when it is back. */
  async kill(): Promise<void> {
    const back = new Promise<void>((resolve) => this.#waiting.add(resolve));
    process.kill(this.#cluster.pid, 'SIGKILL');
    await back;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cluster.stop();
  }
}
