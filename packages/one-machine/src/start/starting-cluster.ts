import { EmbeddedCluster } from '@mailfold/read-store-postgres';

/** A PostgreSQL on its way up. */
export class StartingCluster implements AsyncDisposable {
  /** Resolves when there is nothing to do for it but to wait. */
  readonly waiting: Promise<void>;
  readonly ready: Promise<EmbeddedCluster>;
  readonly #said: string[] = [];
  #log = (line: string): void => void this.#said.push(line);

  constructor(dataDir: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = EmbeddedCluster.start({ dataDir, log: (line) => this.#log(line), onWaiting: resolve });
    // Whoever awaits `ready` is told of a failure.
    this.ready.then(
      () => resolve(),
      () => resolve(),
    );
    this.waiting = promise;
  }

  /** What happens to the server is told to this one from now on, and what was told before. */
  tell(log: (line: string) => void): void {
    for (const line of this.#said.splice(0)) log(line);
    this.#log = log;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const cluster = await this.ready.catch(() => undefined);
    await cluster?.stop();
  }
}
