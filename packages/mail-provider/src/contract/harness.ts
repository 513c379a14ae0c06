import type { ConnectOptions, MailProvider } from '../mail-provider.ts';

export interface PlacedMail {
  readonly raw: string | Uint8Array;
  readonly receivedAt?: Date;
  readonly seen?: boolean;
}

/** What an adapter gives its contract suite: an empty account of its own at a real server, and a second client there. */
export interface MailProviderHarness extends AsyncDisposable {
  readonly provider: MailProvider;
  readonly options: ConnectOptions;
  /** How `changes` must find out at this server. */
  readonly changesBy: 'qresync' | 'condstore' | 'diff';
  /** Whether COPYUID is answered to a move. */
  readonly tellsWhereMoved: boolean;
  /** New mail in the inbox, the way mail arrives: a watching session hears of it. */
  deliver(raw: string): Promise<void>;
  /** Puts mail into a folder, which is made where it does not exist; UIDs follow the order given. */
  place(path: string, mails: readonly PlacedMail[]): Promise<void>;
  /** By the second client: \Seen set or cleared. */
  mark(path: string, uids: readonly number[], seen: boolean): Promise<void>;
  /** By the second client: gone for good. */
  expunge(path: string, uids: readonly number[]): Promise<void>;
  /** By the second client. */
  moveAway(path: string, uids: readonly number[], to: string): Promise<void>;
  /** Gives the folder another UIDVALIDITY. */
  renumber(path: string): Promise<void>;
  /** Ends the server as a power cut would. */
  halt(): Promise<void>;
  resume(): Promise<void>;
}

export interface MailProviderContract {
  readonly name: string;
  /** Called before each test. */
  readonly open: () => Promise<MailProviderHarness>;
}
