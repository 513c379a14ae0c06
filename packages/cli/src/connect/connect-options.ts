/** What of a connection was given on the command line; the rest is asked, or takes its usual value where nobody can be asked. */
export interface ConnectOptions {
  readonly login?: string;
  readonly passwordStdin?: boolean;
  /** With the browser, wherever the servers are. */
  readonly signIn?: boolean;
  /** A provider's id or name, where the domain does not tell. */
  readonly provider?: string;
  readonly imapHost?: string;
  readonly imapPort?: number;
  readonly imapTls?: string;
  readonly smtpHost?: string;
  readonly smtpPort?: number;
  readonly smtpTls?: string;
  /** A file with the certificate (PEM) of a server that signs its own. */
  readonly trust?: string;
  readonly all?: boolean;
  /** Paths, separated by commas. */
  readonly folders?: string;
  readonly now?: boolean;
  /** A day, `2026-01-31`. */
  readonly since?: string;
  /** Commander's name for `--no-wait`. */
  readonly wait?: boolean;
}
