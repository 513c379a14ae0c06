import { mkdir } from 'node:fs/promises';
import { DEMO_OWNER, DemoMailServers } from '@mailfold/demo-company/servers';
import type { DataDirectory } from '../start/data-directory.ts';

/** The demo company's mail servers in this process, where it is wanted. End them after the engine: no account loses its server while it runs. */
export class DemoServers implements AsyncDisposable {
  /** The CRM's id of the demo's owner. */
  readonly owner: string | undefined;
  readonly #dataDir: string;
  readonly #allow: (place: string) => void;
  #started: Promise<DemoMailServers> | undefined;

  private constructor(dataDir: string, isWanted: boolean, allow: (place: string) => void) {
    this.owner = isWanted ? DEMO_OWNER : undefined;
    this.#dataDir = dataDir;
    this.#allow = allow;
  }

  /**
   * Marks the data directory as the demo's. Servers whose mailbox is there start at once, before an engine that connects to what was
   * connected before; to a mailbox that is not written yet nothing can be connected, so an engine need not wait for it.
   *
   * @param allow is told `host:port` of each server once it is there: they are on loopback, where accounts may not connect else (X1)
   */
  static async prepare(
    data: DataDirectory,
    isWanted: boolean,
    allow: (place: string) => void = () => undefined,
  ): Promise<DemoServers> {
    const dataDir = data.file('demo');
    const servers = new DemoServers(dataDir, isWanted, allow);
    if (!isWanted) return servers;
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    if (DemoMailServers.isSeeded({ dataDir })) await servers.started();
    return servers;
  }

  /** Undefined where no demo is wanted. */
  async started(): Promise<DemoMailServers | undefined> {
    if (this.owner === undefined) return undefined;
    this.#started ??= this.#start();
    return this.#started;
  }

  async #start(): Promise<DemoMailServers> {
    const servers = await DemoMailServers.start({ dataDir: this.#dataDir });
    for (const { host, port } of [servers.imap, servers.smtp]) this.#allow(`${host}:${port}`);
    return servers;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const servers = await this.#started?.catch(() => undefined);
    await servers?.[Symbol.asyncDispose]();
  }
}
