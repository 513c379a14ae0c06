import type {
  Changes,
  FetchResult,
  KnownState,
  Listing,
  MailSession,
  MovedMessage,
  OpenFolder,
  ProviderFolder,
  UidFlags,
  WatchEvent,
} from '@mailfold/mail-provider';
import { within } from '../within.ts';
import { capabilitiesOf } from './capabilities.ts';
import { findChanges } from './changes.ts';
import { callTooLong, commandError } from './command-error.ts';
import type { Connection } from './connection.ts';
import { fetchMessages } from './fetch.ts';
import { readFlags } from './flags.ts';
import { type Keep, listFolders } from './folders.ts';
import { Lane } from './lane.ts';
import { listFolder } from './listing.ts';
import { moveMessages } from './move.ts';
import { askToNotify } from './notify.ts';
import { folderPath, openFolder, refuseControls } from './open.ts';
import { findUids, type Range } from './search.ts';
import { setSeen } from './set-seen.ts';
import { watchFolder } from './watch.ts';

/** How long a farewell may take, in milliseconds. */
const LOGOUT_MS = 2_000;

/** One connection. Each verb is a file beside this one; here they get their turn and their time. */
export class ImapSession implements MailSession {
  readonly capabilities: MailSession['capabilities'];
  readonly #connection: Connection;
  readonly #lane = new Lane();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.capabilities = capabilitiesOf(connection.client);
  }

  get closed(): boolean {
    return !this.#connection.client.usable;
  }

  get received(): number {
    return this.#connection.client.stats().received;
  }

  folders({ keep }: { readonly keep?: Keep } = {}): Promise<ProviderFolder[]> {
    return this.#call((connection) => listFolders(connection, keep));
  }

  open(path: string): Promise<OpenFolder> {
    return this.#call((connection) => {
      connection.news.forget(folderPath(path));
      return openFolder(connection, path);
    });
  }

  uids(path: string, range: Range = {}): Promise<number[]> {
    return this.#call((connection) => findUids(connection, path, range));
  }

  list(path: string): Promise<Listing> {
    return this.#call((connection) => {
      connection.news.forget(folderPath(path));
      return listFolder(connection, path);
    });
  }

  fetch(path: string, uids: readonly number[], epoch: number): Promise<FetchResult> {
    return this.#call((connection) => fetchMessages(connection, path, uids, epoch));
  }

  flags(path: string, uids: readonly number[]): Promise<UidFlags[]> {
    return this.#call((connection) => readFlags(connection, path, uids));
  }

  changes(path: string, known: KnownState): Promise<Changes> {
    return this.#call((connection) => {
      connection.news.forget(folderPath(path));
      return findChanges(connection, path, known);
    });
  }

  async watch(path: string, onEvent: (event: WatchEvent) => void, signal: AbortSignal): Promise<void> {
    refuseControls(this.#connection, path);
    return watchFolder(this.#connection, this.#lane, folderPath(path), onEvent, signal);
  }

  notify(onChange: (path: string) => void): Promise<boolean> {
    return this.#call((connection) => askToNotify(connection, onChange));
  }

  move(path: string, uids: readonly number[], to: string, epoch: number): Promise<MovedMessage[]> {
    return this.#call((connection) => moveMessages(connection, path, uids, to, epoch));
  }

  setSeen(path: string, uids: readonly number[], seen: boolean, epoch: number): Promise<number[]> {
    return this.#call((connection) => setSeen(connection, path, uids, seen, epoch));
  }

  createFolder(path: string): Promise<void> {
    return this.#call(async (connection) => {
      refuseControls(connection, path);
      await connection.client.mailboxCreate(path);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { client } = this.#connection;
    if (this.closed) return;
    const leave = client.logout().catch(() => undefined); // there is nobody left to tell
    await within(LOGOUT_MS, leave, () => client.close());
  }

  #call<T>(verb: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = this.#connection;
    const { timeouts } = connection;
    return this.#lane.run(async () => {
      try {
        return await within(timeouts.callMs, verb(connection), () => {
          connection.giveUp('timeout');
          throw callTooLong(connection);
        });
      } catch (error) {
        throw commandError(connection, error, 'a command failed');
      }
    });
  }
}
