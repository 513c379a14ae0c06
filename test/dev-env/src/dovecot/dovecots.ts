import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DovecotDescription, RunningDovecot } from './description.ts';
import { startDockerDovecot } from './docker-dovecot.ts';
import { dockerEngineAnswers } from './docker-engine.ts';
import { localDovecotVersion, startLocalDovecot } from './local-dovecot.ts';
import type { DovecotVariant } from './variant.ts';

export type DovecotSource = 'docker' | 'local' | 'nothing';

/** The Dovecots of one run, each in a folder of its own. */
export class Dovecots {
  readonly #running = new Map<string, RunningDovecot & { readonly folder: string }>();
  #count = 0;
  #source: Promise<DovecotSource> | undefined;

  source(dockerHost: string | undefined): Promise<DovecotSource> {
    this.#source ??= findSource(dockerHost);
    return this.#source;
  }

  async start(
    source: DovecotSource,
    parent: string,
    variant: DovecotVariant,
  ): Promise<DovecotDescription & { readonly id: string }> {
    if (source === 'nothing') throw new Error('this machine has neither a Docker engine nor Dovecot 2.3');
    this.#count += 1;
    const id = `dovecot-${this.#count}`;
    const folder = join(parent, id);
    await mkdir(folder);
    const start = source === 'docker' ? startDockerDovecot : startLocalDovecot;
    const running = await start(folder, variant);
    this.#running.set(id, { ...running, folder });
    return { ...running.description, id };
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

  #server(id: string): RunningDovecot {
    const server = this.#running.get(id);
    if (server === undefined) throw new Error(`${id} was stopped`);
    return server;
  }
}

async function findSource(dockerHost: string | undefined): Promise<DovecotSource> {
  if (await dockerEngineAnswers(dockerHost)) return 'docker';
  // 2.4 reads another configuration language.
  return (await localDovecotVersion())?.startsWith('2.3') === true ? 'local' : 'nothing';
}
