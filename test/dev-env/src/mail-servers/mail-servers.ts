import { RunServers } from '../desk/run-servers.ts';
import type { RunningMailServer } from './description.ts';
import type { MailServerKind } from './kinds.ts';
import { mailServerSources } from './recipes.ts';

/** The mail servers of a run, by their kind. */
export class MailServers {
  readonly #kinds = new Map<MailServerKind, RunServers<object, RunningMailServer>>();

  of(kind: MailServerKind): RunServers<object, RunningMailServer> {
    const known = this.#kinds.get(kind) ?? new RunServers(kind, mailServerSources(kind));
    this.#kinds.set(kind, known);
    return known;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#kinds.values()].map((servers) => servers.stopAll()));
  }
}
