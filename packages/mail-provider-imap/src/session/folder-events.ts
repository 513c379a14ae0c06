import type { WatchEvent } from '@mailfold/mail-provider';
import type { ExistsEvent, ExpungeEvent, FlagsEvent, ImapFlow, MailboxObject } from 'imapflow';

/** How the folder looked when it was last selected here. */
export type LastSeen = Pick<MailboxObject, 'exists' | 'uidNext' | 'highestModseq'>;

/** The server's unasked answers about one folder, told in their order, in the tick in which they were read. */
export class FolderEvents implements Disposable {
  readonly #client: ImapFlow;
  readonly #path: string;
  readonly #tell: (event: WatchEvent) => void;
  #lastSeen: LastSeen | undefined;

  constructor(client: ImapFlow, path: string, tell: (event: WatchEvent) => void) {
    this.#client = client;
    this.#path = path;
    this.#tell = tell;
    client.on('exists', this.#onExists);
    client.on('expunge', this.#onExpunge);
    client.on('flags', this.#onFlags);
    client.on('mailboxClose', this.#onLeft);
  }

  /** Tells what happened while another folder was selected. */
  compare(now: LastSeen): void {
    const before = this.#lastSeen;
    if (before === undefined) return;
    const isNew = now.uidNext > before.uidNext || now.exists > before.exists;
    if (isNew) this.#tell({ kind: 'exists', messages: now.exists, at: new Date() });
    if (now.highestModseq !== before.highestModseq || now.exists !== before.exists) this.#tell({ kind: 'flags' });
  }

  [Symbol.dispose](): void {
    this.#client.off('exists', this.#onExists);
    this.#client.off('expunge', this.#onExpunge);
    this.#client.off('flags', this.#onFlags);
    this.#client.off('mailboxClose', this.#onLeft);
  }

  readonly #onExists = ({ path, count }: ExistsEvent): void => {
    if (path === this.#path) this.#tell({ kind: 'exists', messages: count, at: new Date() });
  };

  readonly #onExpunge = ({ path, uid, earlier }: ExpungeEvent): void => {
    if (path !== this.#path || earlier === true) return;
    this.#tell(uid === undefined ? { kind: 'expunged' } : { kind: 'expunged', uid });
  };

  readonly #onFlags = ({ path, uid }: FlagsEvent): void => {
    if (path === this.#path) this.#tell(uid === undefined ? { kind: 'flags' } : { kind: 'flags', uid });
  };

  readonly #onLeft = (mailbox: MailboxObject): void => {
    if (mailbox.path === this.#path) this.#lastSeen = { ...mailbox };
  };
}
