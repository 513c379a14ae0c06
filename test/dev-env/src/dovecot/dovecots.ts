import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DovecotDescription, RunningDovecot } from './description.ts';
import { startDockerDovecot } from './docker-dovecot.ts';
import { dockerEngineAnswers } from './docker-engine.ts';
import { localDovecotVersion, startLocalDovecot } from './local-dovecot.ts';
import type { DovecotVariant } from './variant.ts';

/** A way of starting a Dovecot that this machine has. */
export type DovecotSource = {
  readonly name: string;
  readonly start: (folder: string, variant: DovecotVariant) => Promise<RunningDovecot>;
};

/** The Dovecots of one run, each in a folder of its own. */
export class Dovecots {
  readonly #running = new Map<string, RunningDovecot & { readonly folder: string }>();
  #sources: readonly DovecotSource[];
  #count = 0;

  /** @param sources ways of starting one, the preferred first */
  constructor(sources: readonly DovecotSource[]) {
    this.#sources = sources;
  }

  get found(): boolean {
    return this.#sources.length > 0;
  }

  /** Starts one; a source that fails is not tried again while there is another. */
  async start(parent: string, variant: DovecotVariant): Promise<DovecotDescription & { readonly id: string }> {
    const [source, ...others] = this.#sources;
    if (source === undefined) throw new Error('this machine has neither a Docker engine nor Dovecot 2.3');
    try {
      return await this.#startBy(source, parent, variant);
    } catch (error) {
      if (others.length === 0) throw new Error(`Dovecot by ${source.name} did not start`, { cause: error });
      this.#sources = others; // as with an engine that cannot fetch the image
      return this.start(parent, variant);
    }
  }

  async stop(id: string): Promise<void> {
    const server = this.#running.get(id);
    if (server === undefined) return; // stopped already
    this.#running.delete(id);
    await server.stop();
    await rm(server.folder, { recursive: true, force: true });
  }

  async halt(id: string): Promise<void> {
    await this.#server(id).halt();
  }

  async resume(id: string): Promise<void> {
    await this.#server(id).resume();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  async #startBy(source: DovecotSource, parent: string, variant: DovecotVariant) {
    this.#count += 1;
    const id = `dovecot-${this.#count}`;
    const folder = join(parent, id);
    await mkdir(folder);
    const running = await source.start(folder, variant);
    this.#running.set(id, { ...running, folder });
    return { ...running.description, id };
  }

  #server(id: string): RunningDovecot {
    const server = this.#running.get(id);
    if (server === undefined) throw new Error(`${id} was stopped`);
    return server;
  }
}

/** What this machine has. @param dockerHost where the engine listens, when not in the usual place */
export async function findSources(dockerHost: string | undefined): Promise<readonly DovecotSource[]> {
  const [docker, version] = await Promise.all([dockerEngineAnswers(dockerHost), localDovecotVersion()]);
  return [
    ...(docker ? [{ name: 'Docker', start: startDockerDovecot }] : []),
    // 2.4 reads another configuration language.
    ...(version?.startsWith('2.3') ? [{ name: `Dovecot ${version} of this machine`, start: startLocalDovecot }] : []),
  ];
}
