import { sha256Hex } from '@mailfold/kernel';
import type { NumberRanges } from '../protocol/number-ranges.ts';
import { rangesOf } from '../protocol/number-ranges.ts';
import type { FlagOperation } from './flag-change.ts';
import { changeFlags, sameFlags } from './flag-change.ts';
import type { FolderRecord } from './folder-record.ts';
import type { Folder } from './folder.ts';
import type { StoredMessage } from './stored-message.ts';

// Plans are records for one folder that have not happened yet. A plan takes the next MODSEQ of its folder, so each is committed
// before the next is made.

export type NewMessage = Omit<StoredMessage, 'uid' | 'modseq' | 'emailId'> & {
  /** Kept by copies; a new message is given one. */
  readonly emailId?: string | undefined;
};

/** Adds messages with the next UIDs, one MODSEQ each. */
export function planAdding(folder: Folder, messages: readonly NewMessage[]): readonly StoredMessage[] {
  return messages.map((message, index) => {
    const uid = folder.uidNext + index;
    return {
      ...message,
      uid,
      modseq: folder.highestModseq + 1 + index,
      emailId: message.emailId ?? newEmailId(folder, uid, message.digest),
    };
  });
}

// Two deliveries of the same bytes are two e-mails, as with Gmail and James.
const newEmailId = (folder: Folder, uid: number, digest: string): string =>
  `M${sha256Hex(`${folder.id} ${uid} ${digest}`).slice(0, 16)}`;

export const addedRecords = (folder: Folder, messages: readonly StoredMessage[]): readonly FolderRecord[] =>
  messages.map((message) => ({ kind: 'added', folder: folder.id, message }));

export function planVanishing(folder: Folder, uids: readonly number[]): readonly FolderRecord[] {
  if (uids.length === 0) return [];
  const ranges: NumberRanges = rangesOf(uids.toSorted((a, b) => a - b));
  return [{ kind: 'vanished', folder: folder.id, modseq: folder.highestModseq + 1, uids: ranges }];
}

export interface FlagPlan {
  readonly records: readonly FolderRecord[];
  /** UIDs left alone because they changed after `unchangedSince` (RFC 7162 §3.1.3). */
  readonly modified: readonly number[];
}

export interface FlagRequest {
  readonly uids: readonly number[];
  readonly operation: FlagOperation;
  readonly flags: readonly string[];
  readonly unchangedSince?: number | undefined;
}

export function planFlagging(folder: Folder, request: FlagRequest): FlagPlan {
  const found = request.uids.map((uid) => folder.find(uid)).filter((message) => message !== undefined);
  const limit = request.unchangedSince ?? Infinity;
  const modified = found.filter((message) => message.modseq > limit).map(({ uid }) => uid);
  const flags = found
    .filter((message) => message.modseq <= limit)
    .map((message) => ({ message, flags: changeFlags(message.flags, request.operation, request.flags) }))
    .filter((change) => !sameFlags(change.message.flags, change.flags))
    .map((change) => [change.message.uid, change.flags] as const);
  const modseq = folder.highestModseq + 1;
  const records: readonly FolderRecord[] =
    flags.length === 0 ? [] : [{ kind: 'flagged', folder: folder.id, modseq, flags }];
  return { records, modified };
}
