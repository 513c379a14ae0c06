import type { FolderRecord } from './folder-record.ts';
import { planAdding, planVanishing } from './folder-plan.ts';
import type { FolderTree } from './folder-tree.ts';
import type { Folder } from './folder.ts';
import type { StoredMessage } from './stored-message.ts';

type Copy = readonly [Folder, StoredMessage];

/**
 * What Gmail does besides: every message is in All Mail once, unless it is in Spam or Trash; its flags are the same everywhere; a change
 * of labels gives its copies a new MODSEQ; leaving All Mail is leaving every label.
 * Looks at the tree after `record` was folded and gives the records that follow from it.
 */
export function gmailConsequences(
  tree: FolderTree,
  record: FolderRecord,
  gone: readonly StoredMessage[],
): readonly FolderRecord[] {
  switch (record.kind) {
    case 'added':
      return added(tree, record.folder, record.message);
    case 'flagged':
      return flagged(tree, record);
    case 'vanished':
      return vanished(tree, record.folder, gone);
    case 'folder-created':
    case 'folder-renamed':
    case 'folder-deleted':
    case 'subscribed':
    case 'unsubscribed':
    case 'uid-validity-set':
    case 'uids-renumbered':
      return [];
  }
}

const ALONE = new Set(['\\Trash', '\\Junk']);

function added(tree: FolderTree, id: string, message: StoredMessage): readonly FolderRecord[] {
  const folder = tree.folders.get(id);
  const others = copiesOf(tree, id, message.emailId);
  if (ALONE.has(folder?.specialUse ?? '')) return others.flatMap(([other, { uid }]) => planVanishing(other, [uid]));
  const allMail = tree.folders.values().find((one) => one.specialUse === '\\All');
  const missing = allMail !== undefined && allMail !== folder && !others.some(([other]) => other === allMail);
  return [...touched(others), ...(missing ? inAllMail(allMail, message) : [])];
}

const inAllMail = (allMail: Folder, message: StoredMessage): readonly FolderRecord[] =>
  planAdding(allMail, [message]).map((copy) => ({ kind: 'added', folder: allMail.id, message: copy }));

function flagged(tree: FolderTree, record: Extract<FolderRecord, { kind: 'flagged' }>): readonly FolderRecord[] {
  const folder = tree.folders.get(record.folder);
  return record.flags.flatMap(([uid, flags]) =>
    copiesOf(tree, record.folder, folder?.find(uid)?.emailId).map(([other, copy]) => flagging(other, copy.uid, flags)),
  );
}

function vanished(tree: FolderTree, id: string, gone: readonly StoredMessage[]): readonly FolderRecord[] {
  const isAllMail = tree.folders.get(id)?.specialUse === '\\All';
  return gone.flatMap((message) => {
    const others = copiesOf(tree, id, message.emailId).filter(([other]) => !ALONE.has(other.specialUse ?? ''));
    return isAllMail ? others.flatMap(([other, { uid }]) => planVanishing(other, [uid])) : touched(others);
  });
}

const touched = (copies: readonly Copy[]): readonly FolderRecord[] =>
  copies.map(([folder, copy]) => flagging(folder, copy.uid, copy.flags));

const flagging = (folder: Folder, uid: number, flags: readonly string[]): FolderRecord => ({
  kind: 'flagged',
  folder: folder.id,
  modseq: folder.highestModseq + 1,
  flags: [[uid, flags]],
});

function copiesOf(tree: FolderTree, except: string, emailId = ''): readonly Copy[] {
  return tree.folders
    .values()
    .filter((folder) => folder.id !== except)
    .flatMap((folder) => folder.withEmailId(emailId).map((one) => [folder, one] as const))
    .toArray();
}
