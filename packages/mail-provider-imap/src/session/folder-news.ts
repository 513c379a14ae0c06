import type { WatchEvent } from '@mailfold/mail-provider';
import type { ExistsEvent, ExpungeEvent, FlagsEvent, ImapFlow, MailboxObject } from 'imapflow';

type Tell = (event: WatchEvent) => void;
type Pending = Map<WatchEvent['kind'], WatchEvent>;

/**
 * The server's unasked answers. Told to the watch of their folder in the tick in which they are read; without a watch they
 * are kept, one of a kind, until the caller looks at the folder or watches it: between the two nothing is missed.
 */
export class FolderNews {
  readonly #pending = new Map<string, Pending>();
  readonly #left = new Map<string, MailboxObject>();
  readonly #lookedAt = new Set<string>();
  #watch: { readonly path: string; readonly tell: Tell } | undefined;

  constructor(client: ImapFlow) {
    client.on('exists', ({ path, count }: ExistsEvent) => this.#add(path, newMail(count)));
    client.on('expunge', ({ path, uid, earlier }: ExpungeEvent) => {
      if (earlier !== true) this.#add(path, { kind: 'expunged', ...(uid === undefined ? {} : { uid }) });
    });
    client.on('flags', ({ path, uid }: FlagsEvent) =>
      this.#add(path, { kind: 'flags', ...(uid === undefined ? {} : { uid }) }),
    );
    client.on('mailboxClose', (mailbox: MailboxObject) => this.#left.set(mailbox.path, mailbox));
  }

  get isWatched(): boolean {
    return this.#watch !== undefined;
  }

  /** The caller is about to be told the state of this folder: older news are no news. */
  forget(path: string): void {
    this.#lookedAt.add(path);
    this.#pending.delete(path);
  }

  /** From now on news of this folder are told; first those that are pending. */
  watch(path: string, tell: Tell): Disposable {
    this.#watch = { path, tell };
    for (const event of this.#pending.get(path)?.values() ?? []) tell(event);
    this.#pending.delete(path);
    return {
      [Symbol.dispose]: () => {
        this.#watch = undefined;
      },
    };
  }

  /** The folder is selected again: tells what happened while another one was. */
  returned(now: MailboxObject): void {
    const before = this.#left.get(now.path);
    if (before === undefined) {
      if (!this.#lookedAt.has(now.path) && now.exists > 0) this.#add(now.path, newMail(now.exists));
      return;
    }
    const isNew = now.uidNext > before.uidNext || now.exists > before.exists;
    if (isNew) this.#add(now.path, newMail(now.exists));
    if (now.highestModseq !== before.highestModseq || now.exists !== before.exists)
      this.#add(now.path, { kind: 'flags' });
  }

  #add(path: string, event: WatchEvent): void {
    if (this.#watch?.path === path) {
      this.#watch.tell(event);
      return;
    }
    const pending: Pending = this.#pending.get(path) ?? new Map();
    this.#pending.set(path, pending.set(event.kind, event));
  }
}

const newMail = (messages: number): WatchEvent => ({ kind: 'exists', messages, at: new Date() });
