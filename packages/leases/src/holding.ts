import type { Fence, Wanted, Work } from './leases.ts';

/** The work of one resource, from its beginning to its end. */
export class Holding {
  readonly resource: string;
  readonly version: number;
  readonly fence: Fence;
  /** Rejects when the work could not be begun. */
  readonly begun: Promise<Work>;
  #ended: Promise<void> | undefined;

  constructor({ resource, version = 0 }: Wanted, fence: Fence, begun: Promise<Work>) {
    this.resource = resource;
    this.version = version;
    this.fence = fence;
    this.begun = begun;
    // Whoever began it is told.
    begun.catch(() => undefined);
  }

  get isEnding(): boolean {
    return this.#ended !== undefined;
  }

  /** Heard once it has begun. */
  async tell(word: string): Promise<void> {
    const work = await this.begun.catch(() => undefined);
    if (!this.isEnding) work?.told?.(word);
  }

  /** Resolves when nothing more is done, whether or not it could be begun. */
  end(): Promise<void> {
    this.#ended ??= this.begun.then(
      (work) => work.stop(),
      () => undefined,
    );
    return this.#ended;
  }
}
