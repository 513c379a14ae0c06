/** All that a test process needs to use a running Dovecot; plain data, so that it can also come from the environment. */
export type DovecotDescription = {
  readonly host: string;
  /** IMAP in clear with STARTTLS. */
  readonly port: number;
  /** IMAP over TLS. */
  readonly tlsPort: number;
  /** LMTP, in clear. */
  readonly lmtpPort: number;
  /** Certificate to trust, as PEM. */
  readonly certificate: string;
  /** How doveadm is called: a command and its first arguments. */
  readonly doveadm: readonly string[];
  /** Folder with a passwd-file for each user: named as the user, `name:password`. */
  readonly users: string;
  /** Folder of the users' homes; `<home>/Maildir` is the mail. */
  readonly homes: string;
  readonly mailOwner: { readonly uid: number; readonly gid: number };
};

export type RunningDovecot = {
  readonly description: DovecotDescription;
  /** Ends the server as a power cut would; its mail, users and ports are kept. */
  halt(): Promise<void>;
  /** Starts it again after `halt`. */
  resume(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
};
