import { decodeMailboxName } from '../protocol/mailbox-name.ts';
import type { Session } from '../session/session.ts';
import type { Completion } from '../session/verb.ts';
import type { FlagOperation } from '../store/flag-change.ts';
import { folderOfLabel, labelsOf } from '../store/gmail-labels.ts';

/** Gmail: a label is a folder, so setting one copies there and removing one expunges there. */
export async function storeLabels(
  session: Session,
  uids: readonly number[],
  operation: FlagOperation,
  words: readonly string[],
): Promise<Completion> {
  const wanted = words.map(decodeMailboxName);
  for (const uid of uids) {
    const now = currentLabels(session, uid);
    const keep = operation === 'remove' ? now.filter((label) => !wanted.includes(label)) : wanted;
    const add = keep.filter((label) => !now.includes(label));
    const drop = operation === 'add' ? [] : now.filter((label) => !keep.includes(label));
    for (const label of add) await addLabel(session, uid, label);
    for (const label of drop) await dropLabel(session, uid, label);
  }
  return { text: 'STORE completed' };
}

function currentLabels(session: Session, uid: number): readonly string[] {
  const { folder } = session.open;
  const message = folder.find(uid);
  return message === undefined ? [] : labelsOf(session.mail.admin.folders(), folder, message);
}

async function addLabel(session: Session, uid: number, label: string): Promise<void> {
  const { admin } = session.mail;
  const path = folderOfLabel(admin.folders(), label);
  if (!admin.has(path)) await admin.create(path);
  await session.mail.copy(session.open.folder.path, [uid], path);
}

async function dropLabel(session: Session, uid: number, label: string): Promise<void> {
  const path = folderOfLabel(session.mail.admin.folders(), label);
  const message = session.open.folder.find(uid);
  const there = message === undefined ? [] : session.mail.folder(path).withEmailId(message.emailId);
  await session.mail.expunge(
    path,
    there.map(({ uid: one }) => one),
  );
}
