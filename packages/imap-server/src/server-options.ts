import type { Clock } from '@mailfold/kernel';
import type { CapabilityChoice } from './capability.ts';
import type { ServerCertificate } from './certificate.ts';
import type { FaultScript } from './faults/fault-script.ts';

export interface ImapUser {
  readonly login: string;
  readonly password: string;
}

export interface FolderPlan {
  readonly path: string;
  /** `\Sent`, `\Trash` …, RFC 6154. */
  readonly specialUse?: string;
}

/** `implicit`: TLS from the first byte. `starttls`: in clear until STARTTLS. `both`: a port each. `none`: no TLS at all. */
export type TlsMode = 'implicit' | 'starttls' | 'both' | 'none';

export interface ImapServerOptions {
  /** Where mail, UIDs and MODSEQ are kept; in memory when left out. */
  readonly dataDir?: string;
  readonly users: readonly ImapUser[];
  /** 127.0.0.1 when left out. */
  readonly host?: string;
  /** Any free one when 0 or left out. With `both` it is the port in clear. */
  readonly port?: number;
  /** `implicit` when left out. */
  readonly tls?: TlsMode;
  /** Made when left out, and kept in the data directory. */
  readonly certificate?: ServerCertificate;
  readonly capabilities?: CapabilityChoice;
  /** Whether an access token opens this user's mail; with `AUTH=XOAUTH2`. */
  readonly takesToken?: (login: string, accessToken: string) => boolean | Promise<boolean>;
  readonly faults?: FaultScript;
  /** Made for each user where they are missing; INBOX and the usual ones when left out. */
  readonly folders?: readonly FolderPlan[];
  /** `/` when left out. */
  readonly delimiter?: string;
  /** Told by NAMESPACE; empty when left out. Folder plans carry it themselves. */
  readonly prefix?: string;
  /** 64 MiB when left out. */
  readonly maxCommandBytes?: number;
  readonly clock?: Clock;
}

export const USUAL_FOLDERS: readonly FolderPlan[] = [
  { path: 'INBOX' },
  { path: 'Archive', specialUse: '\\Archive' },
  { path: 'Drafts', specialUse: '\\Drafts' },
  { path: 'Junk', specialUse: '\\Junk' },
  { path: 'Sent', specialUse: '\\Sent' },
  { path: 'Trash', specialUse: '\\Trash' },
];

/** As Gmail lists them in English. */
export const GMAIL_FOLDERS: readonly FolderPlan[] = [
  { path: 'INBOX' },
  { path: '[Gmail]/All Mail', specialUse: '\\All' },
  { path: '[Gmail]/Drafts', specialUse: '\\Drafts' },
  { path: '[Gmail]/Sent Mail', specialUse: '\\Sent' },
  { path: '[Gmail]/Spam', specialUse: '\\Junk' },
  { path: '[Gmail]/Starred', specialUse: '\\Flagged' },
  { path: '[Gmail]/Trash', specialUse: '\\Trash' },
];
