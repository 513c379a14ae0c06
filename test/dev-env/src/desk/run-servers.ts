import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A way of starting a server that this machine has. */
export type ServerSource<Variant, Running> = {
  readonly name: string;
  readonly start: (folder: string, variant: Variant) => Promise<Running>;
};

type Stoppable = { readonly description: object; stop(): Promise<void> };

/** The servers of one kind in a run, each in a folder of its own. */
export class RunServers<Variant, Running extends Stoppable> {
  readonly #running = new Map<string, { readonly server: Running; readonly folder: string }>();
  readonly #kind: string;
  #sources: readonly ServerSource<Variant, Running>[];
  #count = 0;

  /** @param sources ways of starting one, the preferred first */
  constructor(kind: string, sources: readonly ServerSource<Variant, Running>[]) {
    this.#kind = kind;
    this.#sources = sources;
  }

  get found(): boolean {
    return this.#sources.length > 0;
  }

  /** Starts one; a source that fails is not tried again while there is another. */
  async start(parent: string, variant: Variant): Promise<Running['description'] & { readonly id: string }> {
    const [source, ...others] = this.#sources;
    if (source === undefined) throw new Error(`this machine has no way of starting ${this.#kind}`);
    try {
      return await this.#startBy(source, parent, variant);
    } catch (cause) {
      if (others.length === 0) throw new Error(`${this.#kind} by ${source.name} did not start`, { cause });
      this.#sources = others; // as with an engine that cannot fetch the image
      return this.start(parent, variant);
    }
  }

  server(id: string): Running {
    const running = this.#running.get(id);
    if (running === undefined) throw new Error(`${id} was stopped`);
    return running.server;
  }

  async stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (running === undefined) return; // stopped already
    this.#running.delete(id);
    await running.server.stop();
    await rm(running.folder, { recursive: true, force: true });
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  async #startBy(source: ServerSource<Variant, Running>, parent: string, variant: Variant) {
    this.#count += 1;
    const id = `${this.#kind.toLowerCase()}-${this.#count}`;
    const folder = join(parent, id);
    await mkdir(folder);
    const server = await source.start(folder, variant);
    this.#running.set(id, { server, folder });
    return { ...server.description, id };
  }
}
