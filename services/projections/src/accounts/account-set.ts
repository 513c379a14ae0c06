import type { AccountSettings, FolderRole, Scope, Start } from '@mailfold/contracts';
import type { AccountState } from '@mailfold/contracts/http';
import type { Pace } from './pace.ts';

/** What went wrong and when. */
export interface Trouble {
  readonly reason: string;
  readonly at: string;
}

/** Mail cannot be brought over: the provider does not answer, or we cannot store it. */
export interface Stalled extends Trouble {
  readonly side: 'provider' | 'ours';
}

/** The provider asked us to come back later. */
export interface Throttled {
  readonly reason: string;
  readonly until: string;
  readonly at: string;
}

export interface AccountRow {
  readonly account: string;
  readonly tenant: string;
  owner: string;
  address: string;
  aliases: readonly string[];
  provider: string;
  settings: AccountSettings;
  scope: Scope;
  start: Start;
  readonly connectedAt: string;
  connection: 'connected' | 'needs re-authentication' | 'disconnected';
  rejected: Trouble | null;
  unreachable: Stalled | null;
  throttled: Throttled | null;
  /** Whether the last proof was of completeness; null where none holds any more. */
  proved: boolean | null;
  /** When the server was last listed and nothing was missing, whether that holds or not. */
  provedAt: string | null;
  state: AccountState;
  /** Mails that the provider lists and that are not here, as was last told. */
  missing: number;
  messages: number;
}

export interface FolderRow {
  readonly account: string;
  readonly folder: string;
  path: string;
  readonly role: FolderRole;
  watch: 'content' | 'location' | 'none';
  epoch: number;
  gone: boolean;
  parked: Trouble | null;
  through: number;
  total: number;
  placed: number;
  backfilled: boolean;
  missing: number;
  missingWhy: Trouble | null;
  pace: Pace;
}

export interface SkipRow {
  readonly account: string;
  readonly folder: string;
  readonly epoch: number;
  readonly first: number;
  readonly last: number;
  readonly rule: string;
}

/** Skips that count no longer. */
export interface LiftedSkips extends Pick<SkipRow, 'account' | 'folder' | 'epoch'> {
  readonly rules: readonly string[];
}

export interface QuarantineRow {
  readonly account: string;
  readonly folder: string;
  readonly epoch: number;
  readonly uid: number;
  readonly code: string;
  readonly reason: string;
  readonly size: number;
  readonly kept: boolean;
  readonly reader: string;
  readonly at: string;
}

export type QuarantinePlace = Pick<QuarantineRow, 'account' | 'folder' | 'epoch' | 'uid'>;

/** Rows that a batch may touch; what changed is written back as a whole. */
export interface AccountSet {
  readonly accounts: Map<string, AccountRow>;
  readonly folders: Map<string, FolderRow>;
  readonly skips: SkipRow[];
  readonly lifted: LiftedSkips[];
  /** UIDs of which a rule has the last word now: they left before they could be read, say. */
  readonly ruledOut: SkipRow[];
  /** By place; `undefined`: no longer quarantined. */
  readonly quarantine: Map<string, { readonly place: QuarantinePlace; readonly row: QuarantineRow | undefined }>;
  /** Folders and the epoch whose UIDs mean nothing any more. */
  readonly renumbered: { readonly account: string; readonly folder: string; readonly epoch: number }[];
  readonly changed: { readonly accounts: Set<string>; readonly folders: Set<string> };
}

export const emptySet = (): AccountSet => ({
  accounts: new Map(),
  folders: new Map(),
  skips: [],
  lifted: [],
  ruledOut: [],
  quarantine: new Map(),
  renumbered: [],
  changed: { accounts: new Set(), folders: new Set() },
});

export const changeAccount = (set: AccountSet, id: string, change: (row: AccountRow) => void): void => {
  const row = set.accounts.get(id);
  if (row === undefined) return;
  change(row);
  set.changed.accounts.add(id);
};

export const changeFolder = (set: AccountSet, id: string, change: (row: FolderRow) => void): void => {
  const row = set.folders.get(id);
  if (row === undefined) return;
  change(row);
  set.changed.folders.add(id);
};
