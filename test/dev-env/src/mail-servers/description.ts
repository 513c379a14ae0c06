/** All that a test process needs to use a running mail server; plain data, so that it can also come from the environment. */
export type MailServerDescription = {
  readonly host: string;
  /** IMAP in clear; a login needs no TLS. */
  readonly port: number;
  /** Whose mailbox is new and empty. */
  readonly user: string;
  readonly password: string;
};

export type RunningMailServer = {
  readonly description: MailServerDescription;
  /** Ends it for good. */
  stop(): Promise<void>;
};
