import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import type { FolderRecord } from './folder-record.ts';
import type { FolderTree } from './folder-tree.ts';
import type { Folder } from './folder.ts';

/** The shortest list of records that folds to the same tree. */
function* snapshotOf(tree: FolderTree): Generator<FolderRecord> {
  for (const folder of tree.folders.values()) yield* folderRecords(folder);
  for (const path of tree.subscriptions) yield { kind: 'subscribed', path };
}

function* folderRecords(folder: Folder): Generator<FolderRecord> {
  yield {
    kind: 'folder-created',
    folder: folder.id,
    path: folder.path,
    uidValidity: folder.uidValidity,
    specialUse: folder.specialUse,
    uidNext: folder.uidNext,
    highestModseq: folder.highestModseq,
  };
  for (const message of folder.messages) yield { kind: 'added', folder: folder.id, message };
  for (const gone of folder.vanished) yield { kind: 'vanished', folder: folder.id, ...gone };
}

/** Replaces the journal by a snapshot, in one step: after a crash either the old or the new one is there. */
export function compactJournal(path: string, tree: FolderTree): void {
  const fresh = `${path}.new`;
  const fd = openSync(fresh, 'w', 0o600);
  for (const record of snapshotOf(tree)) writeSync(fd, `${JSON.stringify([record])}\n`);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(fresh, path);
}
